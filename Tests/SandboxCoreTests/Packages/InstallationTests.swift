import SandboxCore
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct InstallationTests {
    @Test func `a download that is cancelled is said to be, and nothing else`() async throws {
        let installation = Mutex<Task<Void, any Error>?>(nil)
        let online = FakeBackend {
            $0.capabilities.isolatesNetwork = false
            $0.on(
                .anything,
                .compute { _, _ in
                    installation.withLock { $0?.cancel() }
                    return [.hang()]
                }
            )
        }
        let offline = FakeBackend()
        try await withPythonSession(on: offline) { session in
            let task = installation.withLock { installation in
                let task = Task {
                    _ = try await session.install(["numpy"], from: PackageSource(backend: online))
                }
                installation = task
                return task
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(offline.recorded.fileOperations.isEmpty)
    }
}
