import Foundation
import SandboxCore
import Testing

/// The backends that run the conformance suite.
///
/// `Scripts/test` names those of this machine in `SANDBOX_TEST_BACKENDS`, after it has seen to their
/// engines; by default it is bubblewrap alone. A new backend joins by a case here.
enum BackendUnderTest: String, CaseIterable, CustomTestStringConvertible {
    case bubblewrap
    case dockerCLI = "docker-cli"
    case dockerEngine = "docker-engine"
    /// The same backend, before Podman's service.
    case podman

    static let allCases: [BackendUnderTest] = {
        let names = ProcessInfo.processInfo.environment["SANDBOX_TEST_BACKENDS"] ?? "bubblewrap"
        return names.split(separator: " ").map { name in
            guard let backend = BackendUnderTest(rawValue: String(name)) else {
                preconditionFailure("SANDBOX_TEST_BACKENDS names '\(name)', which is no backend")
            }
            return backend
        }
    }()

    private static let sharedBubblewrap = BubblewrapBackend()
    private static let sharedDockerCLI = DockerCLIBackend(catalog: catalog)
    private static let sharedDockerEngine = DockerEngineBackend(catalog: catalog)
    private static let sharedPodman = DockerEngineBackend(host: podmanHost, catalog: catalog)

    static var podmanHost: String? { ProcessInfo.processInfo.environment["SANDBOX_PODMAN_HOST"] }

    /// The runtimes' images, built on the one that stands for Python's own here.
    static var catalog: RuntimeCatalog {
        let image = ProcessInfo.processInfo.environment["SANDBOX_PYTHON_IMAGE"]
        return .standard(pythonImage: image ?? "python:3.11-slim")
    }

    /// So many sandboxes at once that time limits mean something on a small machine.
    private static let seats = Seats(6)

    var backend: any SandboxBackend {
        switch self {
        case .bubblewrap: Self.sharedBubblewrap
        case .dockerCLI: Self.sharedDockerCLI
        case .dockerEngine: Self.sharedDockerEngine
        case .podman: Self.sharedPodman
        }
    }

    /// Whether it runs containers, which have a file system of their own.
    var isContainer: Bool { self != .bubblewrap }

    /// Where user code may write, as a Python tuple.
    var writablePlaces: String {
        isContainer
            ? "('/sandbox', '/dev/shm', '/tmp', '/var/tmp', '/dev/mqueue')"
            : "('/sandbox', '/dev/shm')"
    }

    static var containers: [BackendUnderTest] { allCases.filter(\.isContainer) }

    var testDescription: String { rawValue }

    /// Runs `body` with a session that has a processor for itself.
    ///
    /// `grace`, from an interrupt to the kill of the worker, is by default so long that what listens
    /// ends softly on a busy machine too.
    func withSession<Value>(
        _ configuration: SessionConfiguration = SessionConfiguration(),
        grace: Duration = .seconds(20),
        _ body: (PythonSession) async throws -> Value
    ) async throws -> Value {
        var configuration = configuration
        configuration.limits.cpus = 1
        configuration.patience.interrupt = grace
        configuration.patience.agent = max(.seconds(5), configuration.patience.agent)
        let chosen = configuration
        return try await seated {
            try await withPythonSession(on: backend, configuration: chosen, body)
        }
    }

    /// Runs `body` when there is room for another sandbox.
    func seated<Value>(_ body: () async throws -> Value) async throws -> Value {
        await Self.seats.take()
        defer { Task { await Self.seats.leave() } }
        return try await body()
    }

    /// Runs one cell in a session of its own.
    func run(_ code: String, _ options: CellOptions = CellOptions()) async throws -> CellResult {
        try await withSession { try await $0.run(code, options) }
    }
}
