import Foundation
import SandboxCore
import Testing

/// What a cell starts and does not wait for: after a time-out nothing of it is left, after a normal end
/// it goes on and is counted, and with the session it ends, as the host sees too.
@Suite(.timeLimit(.minutes(2)))
struct OutlivingChildrenTests {
    /// Every way to outlive a cell; each of the six processes that stay has the mark among its arguments.
    private static func starting(_ mark: String) -> String {
        """
        import os, subprocess, sys, threading, time
        program = [sys.executable, '-S', '-c', 'import time; time.sleep(1000)', '\(mark)']
        subprocess.Popen(program)
        subprocess.Popen(program, start_new_session=True)
        subprocess.Popen(['nohup', *program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        middle = os.fork()
        if middle == 0:
            os.setsid()
            if os.fork() == 0:
                os.closerange(0, 3)
                os.execv(program[0], program)
            os._exit(0)
        os.waitpid(middle, 0)
        threading.Thread(target=lambda: subprocess.run(program)).start()
        threading.Thread(target=lambda: subprocess.run(program), daemon=True).start()
        def running():
            count = 0
            for pid in os.listdir('/proc'):
                try: count += pid.isdigit() and program == open(f'/proc/{pid}/cmdline').read().split('\\0')[:-1]
                except OSError: pass
            return count
        while running() < 6: time.sleep(0.01)

        """
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `after a normal end they go on and are counted, until the session is closed`(
        backend: BackendUnderTest
    ) async throws {
        let mark = "mark-\(UUID().uuidString)"
        try await backend.withSession { session in
            let result = try await session.run(Self.starting(mark))
            #expect(result.outcome == .ok)
            #expect(result.livingChildren == 6)
            #expect(try await session.run("running()").livingChildren == 6)
            #expect(Host.processes(mentioning: mark).count >= 6, "the host sees them too")
        }
        #expect(Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `by option they end with their cell`(backend: BackendUnderTest) async throws {
        let mark = "mark-\(UUID().uuidString)"
        try await backend.withSession(SessionConfiguration(endsChildren: true)) { session in
            let result = try await session.run(Self.starting(mark) + "kept = 1")
            #expect(result.outcome == .ok)
            #expect(result.livingChildren == 0)
            #expect(Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty)
            let next = try await session.run("kept")
            #expect(next.value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `after a time-out none is left`(backend: BackendUnderTest) async throws {
        let mark = "mark-\(UUID().uuidString)"
        try await backend.withSession { session in
            let code = Self.starting(mark) + "print('on', flush=True)\nwhile True: time.sleep(1)"
            let result = try await session.run(code, CellOptions(timeout: .seconds(4)))
            #expect(result.outcome == .timedOut)
            #expect(result.text == "on\n", "all were started")
            #expect(result.livingChildren == 0)
            #expect(Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty)
            #expect(try await session.run("1").livingChildren == 0)
        }
    }

    @Test(arguments: BackendUnderTest.allCases, [true, false])
    func `a pool of processes starts no others`(
        backend: BackendUnderTest,
        isTimedOut: Bool
    ) async throws {
        let configuration = SessionConfiguration(endsChildren: !isTimedOut)
        try await backend.withSession(configuration) { session in
            _ = try await session.run("import multiprocessing.pool, os, time; kept = 1")
            let start =
                "pool = multiprocessing.Pool(3)\nresult = pool.map_async(time.sleep, [99] * 9)\n"
            let end = isTimedOut ? "while True: time.sleep(1)" : "time.sleep(0.2)"
            let result = try await session.run(
                start + "print(len(multiprocessing.active_children()), flush=True)\n" + end,
                CellOptions(timeout: .seconds(2))
            )
            #expect(result.outcome == (isTimedOut ? .timedOut : .ok))
            #expect(result.text == "3\n")
            #expect(result.session == .kept)
            #expect(result.livingChildren == 0)
            let later = try await session.run(
                "time.sleep(0.5); kept, multiprocessing.active_children()"
            )
            #expect(later.value == "(1, [])")
            #expect(later.livingChildren == 0)
            let refused = try await session.run("pool.map(abs, [1])")
            #expect(refused.outcome.exception?.name == "ValueError")
            let fresh = try await session.run(
                "with multiprocessing.Pool(2) as pool: found = pool.map(abs, [-1, -2])\nfound"
            )
            #expect(fresh.value == "[1, 2]")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that waits for deaf children ends with them and keeps its variables`(
        backend: BackendUnderTest
    ) async throws {
        let waits = [
            "os.system(\"trap '' INT TERM; sleep 1000; true\")",
            "with ProcessPoolExecutor(2) as pool: list(pool.map(time.sleep, [1000] * 9))",
        ]
        try await backend.withSession(grace: .seconds(8)) { session in
            _ = try await session.run(
                "import os, time\nfrom concurrent.futures import ProcessPoolExecutor\nkept = 1"
            )
            for code in waits {
                let result = try await session.run(code, CellOptions(timeout: .seconds(1)))
                #expect(result.outcome == .timedOut)
                #expect(result.session == .kept, "\(code)")
                #expect(result.livingChildren == 0)
                #expect(try await session.run("kept").value == "1")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `after a restart none is left`(backend: BackendUnderTest) async throws {
        let mark = "mark-\(UUID().uuidString)"
        try await backend.withSession { session in
            #expect(try await session.run(Self.starting(mark)).livingChildren == 6)
            try await session.restart()
            #expect(try await session.run("1").livingChildren == 0)
            #expect(Host.processes(mentioning: mark).filter(Host.isAlive).isEmpty)
        }
    }
}
