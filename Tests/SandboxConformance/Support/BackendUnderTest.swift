import SandboxCore
import Testing

/// The backends that run the conformance suite.
///
/// A new backend joins by a case here.
enum BackendUnderTest: String, CaseIterable, CustomTestStringConvertible {
    case bubblewrap

    private static let sharedBubblewrap = BubblewrapBackend()

    /// So many sandboxes at once that time limits mean something on a small machine.
    private static let seats = Seats(6)

    var backend: any SandboxBackend {
        switch self {
        case .bubblewrap: Self.sharedBubblewrap
        }
    }

    var testDescription: String { rawValue }

    /// Runs `body` with a session that has a processor for itself.
    func withSession<Value>(
        _ configuration: SessionConfiguration = SessionConfiguration(),
        _ body: (PythonSession) async throws -> Value
    ) async throws -> Value {
        var configuration = configuration
        configuration.limits.cpus = 1
        await Self.seats.take()
        defer { Task { await Self.seats.leave() } }
        return try await withPythonSession(on: backend, configuration: configuration, body)
    }

    /// Runs one cell in a session of its own.
    func run(_ code: String, _ options: CellOptions = CellOptions()) async throws -> CellResult {
        try await withSession { try await $0.run(code, options) }
    }
}
