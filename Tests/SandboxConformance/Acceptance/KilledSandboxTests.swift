import Foundation
import SandboxCore
import Testing

/// A sandbox whose process on the host is killed: the cell is lost at once, with what it said, and
/// nothing of it stays.
@Suite(.timeLimit(.minutes(1)))
struct KilledSandboxTests {
    @Test(arguments: BackendUnderTest.allCases.filter { $0 == .bubblewrap })
    func `a cell is lost with its text, and no process stays`(
        backend: BackendUnderTest
    ) async throws {
        let mark = "mark-\(UUID().uuidString)"
        try await backend.withSession { session in
            let code = """
                import subprocess, sys, time
                subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)', '\(mark)'])
                time.sleep(0.1)
                sys.stdout.write('so far\\n')  # print would write twice
                time.sleep(1000)
                """
            let clock = ContinuousClock()
            var killed = clock.now
            let followed = try await session.follow(code) { event in
                guard case .text = event else { return }
                let sandbox = try #require(
                    Host.processes(mentioning: mark).compactMap(Host.sandbox).last
                )
                killed = clock.now
                kill(pid_t(sandbox), SIGKILL)
            }
            #expect(clock.now - killed < .seconds(15))
            let result = try #require(followed.result)
            guard case .sessionLost = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
            #expect(result.session == .gone)
            #expect(result.text == "so far\n")
            let error = await #expect(throws: SandboxError.self) { try await session.run("1") }
            #expect(error?.code == .sessionLost)
        }
        for _ in 0..<100 where !Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty)
    }
}
