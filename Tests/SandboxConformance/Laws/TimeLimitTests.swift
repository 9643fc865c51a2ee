import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct TimeLimitTests {
    static let obedient = [
        "while True: pass", "import time; time.sleep(60)",
        "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()",
        "import os; os.system('sleep 60')", "import subprocess; subprocess.run(['sleep', '60'])",
    ]
    static let stubborn = [
        "import time\nwhile True:\n    try:\n        while True: time.sleep(0.01)\n    except KeyboardInterrupt: pass",
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "sum(range(10**12))",
    ]

    @Test(arguments: BackendUnderTest.allCases, obedient)
    func `a cell that runs out of time ends softly and keeps the session`(
        backend: BackendUnderTest,
        code: String
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("kept = 1")
            let result = try await session.run(code, CellOptions(timeout: .seconds(0.3)))
            #expect(result.outcome == .timedOut)
            #expect(result.session == .kept)
            #expect(result.enforcement == .softInterrupt)
            #expect(result.duration >= .seconds(0.3) && result.duration < .seconds(15))
            #expect(try await session.run("kept").value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases, stubborn)
    func `a cell that resists is killed and the worker replaced`(
        backend: BackendUnderTest,
        code: String
    ) async throws {
        try await backend.withSession(grace: .seconds(1)) { session in
            let result = try await session.run(code, CellOptions(timeout: .seconds(0.3)))
            #expect(result.outcome == .timedOut)
            #expect(result.session == .restarted)
            #expect(result.enforcement == .workerKill)
            #expect(result.duration < .seconds(15))
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a timeout leaves no child behind`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code = """
                import os, subprocess, time
                subprocess.Popen(['sleep', '1000'], start_new_session=True)
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0: time.sleep(1000)
                    os._exit(0)
                time.sleep(1000)
                """
            _ = try await session.run(code, CellOptions(timeout: .seconds(0.5)))
            let count = """
                alive = [p for p in os.listdir('/proc') if p.isdigit()
                         and open(f'/proc/{p}/stat').read().rsplit(')', 1)[1].split()[0] != 'Z']
                len(alive)
                """
            #expect(try await session.run(count).value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `children of a cell that ended well go on and are counted`(
        backend: BackendUnderTest
    ) async throws {
        let result = try await backend.run(
            "import subprocess; p = subprocess.Popen(['sleep', '100'])"
        )
        #expect(result.outcome == .ok)
        #expect(result.livingChildren == 1)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an interrupt keeps the session`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("x = 5")
            let events = try await session.stream("print('go')\nwhile True: pass")
            var result: CellResult?
            for try await event in events {
                if case .text = event { await session.interrupt() }
                if case .finished(let end) = event { result = end }
            }
            #expect(result?.outcome == .interrupted)
            #expect(result?.session == .kept)
            #expect(try await session.run("x").value == "5")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `cancelling the task interrupts the cell`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let task = Task { try await session.run("import time\ntime.sleep(60)") }
            try await Task.sleep(for: .milliseconds(300))
            task.cancel()
            #expect(try await task.value.outcome == .interrupted)
            #expect(try await session.run("1").value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell cancelled while it waits never runs`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let first = Task { try await session.run("import time; time.sleep(1)") }
            try await Task.sleep(for: .milliseconds(200))
            let second = Task { try await session.run("ran = True") }
            try await Task.sleep(for: .milliseconds(100))
            second.cancel()
            await #expect(throws: CancellationError.self) { try await second.value }
            _ = try await first.value
            #expect(try await session.run("'ran' in globals()").value == "False")
        }
    }

    @Test(arguments: BackendUnderTest.allCases, [Duration.zero, .seconds(-1)])
    func `a limit of zero or less is refused`(
        backend: BackendUnderTest,
        timeout: Duration
    ) async throws {
        try await backend.withSession { session in
            let error = await #expect(throws: SandboxError.self) {
                try await session.run("1", CellOptions(timeout: timeout))
            }
            #expect(error?.code == .rejected)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a late interrupt never hits the next cell`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            for _ in 0..<100 {
                let events = try await session.stream("pass")
                await session.interrupt()
                for try await _ in events {}
                let result = try await session.run("sum(range(1000))")
                #expect(result.outcome == .ok)
            }
        }
    }
}
