import Foundation
import SandboxCore
import Testing

/// A host program that is killed with several sessions at work leaves nothing running, and what cleans up
/// after it leaves another host's sessions alone.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HostDeathWithSessionsTests {
    /// The file in which the host that dies lists its processes.
    private static func list(_ mark: String) -> String { NSTemporaryDirectory() + mark }

    @Test(arguments: BackendUnderTest.allCases)
    func `sessions and a pool go with their host, and a second host's session stays`(
        backend: BackendUnderTest
    ) async throws {
        let mark = "mark-\(UUID().uuidString)"
        let name = backend.rawValue
        try await backend.withSession { survivor in
            _ = try await survivor.run("kept = 1")
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [mark = mark as String, name = name as String] in
                let backend = try #require(BackendUnderTest(rawValue: name))
                let sandboxes = backend.container(labelled: mark)
                var sessions: [PythonSession] = []
                var cells: [CellEvents] = []
                for number in 0..<5 {
                    let session = try await sandboxes.makePythonSession()
                    sessions.append(session)
                    let child = "[sys.executable, '-c', 'import time; time.sleep(1000)', '\(mark)']"
                    _ = try await session.run("import subprocess, sys\nsubprocess.Popen(\(child))")
                    // Some are in the middle of a cell.
                    if number > 1 { cells.append(try await session.stream("while True: pass")) }
                }
                let pool = try SandboxPool(
                    on: sandboxes,
                    options: PoolOptions(capacity: 3, warm: 3)
                )
                try await pool.warmUp()
                #expect(await pool.status.ready == 3)
                let count = Host.processes(mentioning: mark).count
                #expect(count >= 5, "\(count)")
                let own = Host.descendants(of: Int(getpid())).map(String.init)
                try own.joined(separator: " ")
                    .write(toFile: Self.list(mark), atomically: true, encoding: .utf8)
                withExtendedLifetime((sessions, cells, pool)) { _ = kill(getpid(), SIGKILL) }
            }
            for _ in 0..<300 where !Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty)
            let own = try String(contentsOfFile: Self.list(mark), encoding: .utf8)
                .split(separator: " ").compactMap { Int($0) }
            try FileManager.default.removeItem(atPath: Self.list(mark))
            #expect(own.filter(Host.isAlive).isEmpty, "the pool's members among them")
            _ = try await backend.backend.prune()
            if backend.isContainer {
                #expect(try await backend.engine.leftovers(labelled: "test=\(mark)").isEmpty)
            }
            #expect(try await survivor.run("kept").value == "1")
        }
    }
}
