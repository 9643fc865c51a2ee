import Foundation
import SandboxCore
import Testing

/// What one tenant of a pool leaves behind, no other meets.
@Suite(.timeLimit(.minutes(2)))
struct PoolIsolationTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `nothing of a tenant is left for the next`(backend: BackendUnderTest) async throws {
        let marker = "7\(UInt32.random(in: 100_000...999_999))"
        let mess = """
            import json, os, subprocess, sys, tempfile, threading, time
            open('left.txt', 'w').write('secret')
            open(tempfile.gettempdir() + '/left.txt', 'w').write('secret')
            open(os.path.expanduser('~/left.py'), 'w').write('secret')
            os.environ['LEFT'] = 'secret'
            json.dumps = None
            sys.path.insert(0, os.path.expanduser('~'))
            threading.Thread(target=lambda: time.sleep(1000), daemon=True).start()
            subprocess.Popen(['sleep', '\(marker)'], start_new_session=True)
            while True: pass
            """
        let look = """
            import glob, json, os, tempfile, threading
            ('LEFT' in os.environ, threading.active_count(), json.dumps({}),
             [f for d in ('.', tempfile.gettempdir(), os.path.expanduser('~')) for f in os.listdir(d) if 'left' in f],
             [p for p in glob.glob('/proc/[0-9]*/cmdline') if b'\(marker)' in open(p, 'rb').read()])
            """
        try await backend.seated {
            var configuration = SessionConfiguration()
            configuration.limits.cpus = 1
            let pool = try SandboxPool(
                on: backend.backend,
                configuration: configuration,
                options: PoolOptions(capacity: 2, warm: 1)
            )
            try await pool.warmUp()
            let first = try await pool.checkOut(for: "a")
            let running = Task { try await first.run(mess, CellOptions(timeout: .seconds(100))) }
            while Host.processes(mentioning: "sleep\0\(marker)").isEmpty {
                try await Task.sleep(for: .milliseconds(20))
            }
            let seen = try await pool.withSession(for: "b") { try await $0.run(look).value }
            #expect(seen == "(False, 1, '{}', [], [])")
            await first.close()
            #expect(try await running.value.session == .gone)
            #expect(Host.processes(mentioning: "sleep\0\(marker)").isEmpty)
            let later = try await pool.withSession(for: "c") { try await $0.run(look).value }
            #expect(later == "(False, 1, '{}', [], [])")
            await pool.close()
            #expect(await pool.status == PoolStatus())
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `racing tenants get a sandbox each, and no more are there than allowed`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.seated {
            let pool = try SandboxPool(
                on: backend.backend,
                options: PoolOptions(capacity: 3, warm: 1, patience: nil)
            )
            let values = try await withThrowingTaskGroup(of: String?.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        try await pool.withSession(for: "\(number)") { session in
                            let status = await pool.status
                            #expect(status.starting + status.ready + status.lent <= 3)
                            _ = try await session.run("mine = \(number)")
                            return try await session.run(
                                "mine, len([n for n in dir() if n == 'mine'])"
                            ).value
                        }
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1 ?? "") }
            }
            #expect(values == Set((0..<12).map { "(\($0), 1)" }))
            await pool.close()
        }
    }
}
