import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct InstallationTests {
    @Test func `a download that is cancelled is said to be, and nothing else`() async throws {
        let online = FakeBackend {
            $0.capabilities.isolatesNetwork = false
            $0.on(.anything, .hang(.untilInterrupted))
        }
        let offline = FakeBackend()
        try await withPythonSession(on: offline) { session in
            let installation = Task {
                try await session.install(["numpy"], from: PackageSource(backend: online))
            }
            while online.recorded.cells.isEmpty { await Task.yield() }
            installation.cancel()
            await #expect(throws: CancellationError.self) { _ = try await installation.value }
        }
        #expect(offline.recorded.fileOperations.isEmpty)
    }
}
