import SandboxCore
import Testing

/// An interrupt ends what listens to it at once, and what doesn't after the grace.
///
/// The first keeps the variables, the second costs them, and both are said. It never hits the next cell.
@Suite(.timeLimit(.minutes(3)))
struct InterruptTests {
    /// Code that an interrupt ends softly; `begun()` tells the test when to send it.
    static let obedient = [
        "while True: pass", "time.sleep(100)", "input()", "lock.acquire()",
        """
        threading.Thread(target=sys.stdin.readline, daemon=True).start()
        time.sleep(0.1); sys.stdin.readline()
        """,
        "threading.Event().wait()", "queue.Queue().get()", "await asyncio.sleep(100)",
        "re.match(r'(a+)+$', 'a' * 60 + 'b') if sys.version_info >= (3, 9) else time.sleep(100)",
        "subprocess.run(['sleep', '100'])",
        "try: time.sleep(100)\nfinally: print('tidied up')",
    ]
    /// Code that doesn't end before the grace is over.
    static let stubborn = [
        // The mutex is locked again by its holder, with the interpreter's own lock held.
        """
        mutex = ctypes.create_string_buffer(64)
        for _ in range(2): ctypes.PyDLL(None).pthread_mutex_lock(mutex)
        """,
        "sum(range(10**12))",
        """
        while True:
            try:
                while True: time.sleep(0.01)
            except BaseException: pass
        """,
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])\nwhile True: pass",
        "os.kill(os.getpid(), signal.SIGSTOP)",
    ]
    private static let prelude = """
        import asyncio, ctypes, os, queue, re, signal, subprocess, sys, threading, time
        lock = threading.Lock(); lock.acquire()
        kept = 'kept'
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `what listens is interrupted at once, and its variables stay`(
        backend: BackendUnderTest
    ) async throws {
        let waiting = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(100))
            return .endOfFile
        }
        try await backend.withSession { session in
            _ = try await session.run(Self.prelude)
            for code in Self.obedient {
                let clock = ContinuousClock()
                var sent = clock.now
                let begun = "print('begun', flush=True)\n"
                let followed = try await session.follow(begun + code, CellOptions(input: waiting)) {
                    guard case .text(_, let text) = $0, text.contains("begun") else { return }
                    sent = clock.now
                    await session.interrupt()
                }
                let result = try #require(followed.result)
                #expect(result.outcome == .interrupted, "\(code)")
                #expect(result.session == .kept, "\(code)")
                #expect(result.enforcement == .softInterrupt, "\(code)")
                #expect(clock.now - sent < .seconds(15), "\(code)")  // 1 s is promised
                let next = try await session.run("kept, len([1])")
                #expect(next.value == "('kept', 1)", "\(code)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases, [true, false])
    func `what doesn't is killed after the grace, and the next cell runs`(
        backend: BackendUnderTest,
        byTimeout: Bool
    ) async throws {
        try await backend.withSession(grace: .seconds(0.3)) { session in
            for code in Self.stubborn {
                _ = try await session.run(Self.prelude)
                let options = CellOptions(timeout: byTimeout ? .seconds(0.5) : nil)
                let begun = "sys.stdout.write('begun\\n')\n"
                let followed = try await session.follow(begun + code, options) { event in
                    guard !byTimeout, case .text = event else { return }
                    try await Task.sleep(for: .milliseconds(200))  // it becomes deaf a little later
                    await session.interrupt()
                }
                let result = try #require(followed.result)
                #expect(result.outcome == (byTimeout ? .timedOut : .interrupted), "\(code)")
                #expect(result.session == .restarted, "\(code)")
                #expect(result.enforcement == .workerKill, "\(code)")
                #expect(result.text == "begun\n", "\(code)")
                // The promise is 2.8 s.
                #expect(result.duration < .seconds(15), "\(code)")
                let next = try await session.run("'kept' in globals()")
                #expect(next.value == "False", "\(code)")
                #expect(next.duration < .seconds(15), "\(code)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an interrupt in the middle of a signal handler between cells hits no later cell`(
        backend: BackendUnderTest
    ) async throws {
        let late = """
            import signal, time
            signal.signal(signal.SIGALRM, lambda *_: time.sleep(0.6))
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            """
        try await backend.withSession { session in
            for _ in 0..<3 {
                _ = try await session.run(late)
                try await Task.sleep(for: .seconds(0.2))
                let cell = Task { try await session.run("x = 1\nwhile True: time.sleep(0.01)") }
                try await Task.sleep(for: .seconds(0.05))
                await session.interrupt()
                #expect(try await cell.value.outcome == .interrupted)
                let next = try await session.run("print('next')")
                #expect(next.outcome == .ok)
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an interrupt of numpy's own code comes when that is done, or ends the worker`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        try await backend.withSession(configuration, grace: .seconds(0.3)) { session in
            _ = try await session.run("import numpy\nlarge = numpy.ones((1500, 1500))")
            let code = "print('begun', flush=True)\nfor _ in range(20): numpy.linalg.svd(large)"
            let followed = try await session.follow(code) { event in
                if case .text = event { await session.interrupt() }
            }
            let result = try #require(followed.result)
            #expect(result.outcome == .interrupted)
            #expect(result.duration < .seconds(20))
            let state = try await session.run("'large' in globals()").value
            #expect(state == (result.session == .kept ? "True" : "False"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `interrupts between cells and at their ends hit nothing`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("kept = 1\nimport time")
            for round in 0..<30 {
                await session.interrupt()
                // As near to the end of a cell as chance will have it.
                let code = "time.sleep(\(Double(round) / 10_000)); print('end', flush=True)"
                _ = try await session.follow(code) { event in
                    if case .text = event { await session.interrupt() }
                }
                await session.interrupt()
                let next = try await session.run("time.sleep(0.002); kept")
                #expect(next.outcome == .ok)
                #expect(next.value == "1")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell keeps its text though threads of one that was stopped print on`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import sys, threading
                thread = threading.Thread(target=lambda: [print('t', n) for n in range(200)])
                thread.start()
                while True: print('m')
                """
            for round in 0..<60 {
                let limit = Duration.microseconds(2500 + round * 70)
                _ = try await session.run(code, CellOptions(timeout: limit))
                let next = try await session.run(
                    "print('A'); print('B', file=sys.stderr); print('C')"
                )
                guard next.outcome == .ok else { continue }  // it was stopped before the import
                #expect(next.text == "A\nC\n", "\(round)")
                #expect(next.errorText == "B\n", "\(round)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the first moments of a cell are no shelter`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("kept = 1")
            for round in 0..<300 {
                let limit = Duration.microseconds(20 + round * 4)
                let result = try await session.run("while True: pass", CellOptions(timeout: limit))
                #expect(result.outcome == .timedOut)
                #expect(result.session == .kept, "\(limit)")
            }
            let kept = try await session.run("kept").value
            #expect(kept == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an interrupt that a cell has held back hits no later one`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let deaf = "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]); time.sleep(1)"
            let first = try await session.run(
                "import signal, time\n" + deaf,
                CellOptions(timeout: .seconds(0.5))
            )
            #expect(first.outcome == .timedOut)
            #expect(first.session == .kept)
            let next = try await session.run(
                "signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT]); time.sleep(0.1); 'fine'"
            )
            #expect(next.value == "'fine'")
        }
    }
}
