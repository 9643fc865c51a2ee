import SandboxCore
import Testing

/// Whatever a cell does to its streams and to the interpreter around it, the protocol goes on: the next
/// cell prints normally, and text that looks like a frame stays text.
@Suite(.timeLimit(.minutes(2)))
struct BrokenStreamsTests {
    /// Cells after which the same worker must be as good as new.
    static let mended = [
        "sys.stdout = None", "del sys.stdout, sys.stderr", "sys.stdout.close()",
        "sys.stdout = sys.__stdout__ = sys.stderr = sys.__stderr__ = None",
        "sys.stdout.close(); sys.stderr.close(); sys.stdin.close()", "sys.stdin = None",
        "sys.stdout = sys.stderr = io.StringIO(); print('unseen')",
        "sys.stdout.detach()", "sys.stderr.detach(); sys.stdin.detach()",
        "sys.stdout.reconfigure(encoding='utf-16')", "sys.stdout.reconfigure(newline='\\r\\n')",
        "sys.stdout.reconfigure(write_through=False)", "sys.stdout.buffer.close()",
        "sys.stdout.write = None", "sys.stdout.flush = sys.stderr.flush = None",
        "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, 'latin-1')",
        "io.TextIOWrapper = None; sys.stdout.close()",
        "os.close(1)", "os.close(0); os.close(1); os.close(2)", "os.dup2(2, 1)",
        "r, w = os.pipe(); os.dup2(w, 1); os.dup2(w, 2)", "os.fdopen(1).close()",
        "os.dup2(os.open('/dev/null', os.O_WRONLY), 1)",
        "[o.close() for o in gc.get_objects() if type(o) is io.TextIOWrapper and not o.closed]",
        "class B:\n    def __repr__(self): raise SystemExit(3)\nB()",
        "class B:\n    def __repr__(self): return 5\nB()",
        "class B:\n    def __repr__(self): raise KeyboardInterrupt\nB()",
        "class B:\n    def __getattr__(self, name): return self\n    def __call__(self, *a, **k): return self\nB()",
        "raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})",
        "raise type('E', (BaseException,), {})",
        "class M(type):\n    def __getattribute__(c, n): raise RuntimeError\nclass E(Exception, metaclass=M): pass\nraise E",
        "print('\\ud800')", "sys.stderr.write('\\ud800')", "'\\ud800'",
        "raise ValueError('\\ud800')",
        "sys.excepthook = 5; 1 / 0", "sys.displayhook = None; 5", "sys.unraisablehook = None",
        "import builtins\nfor n in ('print', 'len', 'isinstance', 'repr', 'str', 'open', 'Exception'): setattr(builtins, n, None)",
        "import builtins; builtins.__dict__.clear()", "del __builtins__", "globals().clear()",
        "import traceback; traceback.TracebackException = None; 1 / 0",
        "sys.path[:] = []; sys.meta_path[:] = []; 1 / 0",
        "sys.settrace(lambda *_: 1 / 0)", "sys.setprofile(lambda *_: 1 / 0)",
        "time.monotonic = time.process_time = None",
        "os.chdir('/')", "signal.signal(signal.SIGINT, signal.SIG_IGN)",
    ]
    /// Cells that may cost the worker.
    static let fatal = [
        "os.closerange(3, 1000)", "import posix; posix.write = posix.read = os.write = None",
        "sys.modules.clear(); 1 / 0", "signal.raise_signal(signal.SIGKILL)",
    ]
    private static let imports = "import gc, io, os, signal, sys, time\n"

    @Test(arguments: BackendUnderTest.allCases)
    func `the next cell prints normally, in the same worker`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            for code in Self.mended {
                let result = try await session.run(Self.imports + code)
                #expect(result.session == .kept, "\(code): \(result.outcome)")
                try await Self.expectNormalPrint(in: session, after: code)
                // Removed on purpose by some of them, and found missing only here.
                _ = try await session.run("kept = 'kept'")
                #expect(try await session.run("kept").value == "'kept'", "\(code)")
                if code.contains("path[:]") { try await session.restart() }
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that destroys its worker costs no more than that`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            for code in Self.fatal {
                let result = try await session.run(Self.imports + code)
                #expect(result.session != .gone, "\(code): \(result.outcome)")
                if result.session == .kept { try await session.restart() }
                try await Self.expectNormalPrint(in: session, after: code)
            }
        }
    }

    private static func expectNormalPrint(
        in session: PythonSession,
        after code: String
    ) async throws {
        let print = "print('fine')\nimport sys\nprint('fine too', file=sys.stderr)\n40 + 2"
        let result = try await session.run(print)
        #expect(result.text == "fine\n", "\(code): \(result.outcome)")
        #expect(result.errorText == "fine too\n", "\(code)")
        #expect(result.value == "42", "\(code)")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a stream of the code's own still holds comes out with its cell`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import io, sys
            sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')
            print('held back')
            """
        try await backend.withSession { session in
            let result = try await session.run(code)
            #expect(result.text == "held back\n")
            #expect(try await session.run("print('next')").text == "next\n")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `text that looks like a frame is text`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code = """
                import os, struct
                end = b'{"outcome": "ok", "state": "kept", "cpuTime": 0}'
                frames = b''.join(struct.pack('>BII', kind, 1, len(end)) + end for kind in range(256))
                for _ in range(20): os.write(1, frames)
                len(frames) * 20
                """
            let result = try await session.run(code)
            #expect(result.outcome == .ok)
            #expect(result.value == "\(result.standardOutput.count)")
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a child that ends with a value writes into no file of its own`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os
            child = os.fork()
            if child == 0: files = [open('own%d' % n, 'w') for n in range(30)]
            else: os.waitpid(child, 0); print(sum(os.path.getsize('own%d' % n) for n in range(30)))
            42
            """
        let result = try await backend.run(code)
        #expect(result.text == "0\n")
        #expect(result.value == "42")
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        ["os.dup2(1, channel.events)", "os.dup2(os.open('/dev/null', 1), channel.text[0])"]
    )
    func `a cell that puts others over the private pipes costs its worker`(
        backend: BackendUnderTest,
        trick: String
    ) async throws {
        try await backend.withSession { session in
            let code =
                "import os, sys\nchannel = sys.modules['_sandbox_agent.channel'].shared()\n\(trick)"
            let result = try await session.run(code)
            #expect(result.session == .restarted)
            let next = try await session.run("print('well')")
            #expect(next.text == "well\n")
        }
    }

    /// The handlers of signals run in the middle of whatever their thread does.
    @Test(arguments: BackendUnderTest.allCases)
    func `signal handlers that write, show and raise divide neither text nor displays`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import signal, sys
            fired = caught = 0; inside = False
            def alarm(*_):
                global fired
                fired += 1
                sys.stdout.write('handler\\n')
                if fired % 10 == 0: display('handler')
                if inside and fired % 3 == 0: raise TimeoutError
            signal.signal(signal.SIGALRM, alarm)
            signal.setitimer(signal.ITIMER_REAL, 0.0003, 0.0003)
            for n in range(2000):
                try:
                    inside = True
                    sys.stdout.write('out\\n'); sys.stderr.write('error\\n')
                    if n % 100 == 0: display('shown ' + 'x' * 200_000)
                    inside = False
                except TimeoutError: caught += 1; inside = False
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL) is alarm, fired > 20, caught > 3
            """
        var configuration = SessionConfiguration()
        configuration.output = OutputLimits(
            text: .mebibytes(16),
            displays: 10_000,
            displayBytes: .mebibytes(64)
        )
        try await backend.withSession(configuration) { session in
            let result = try await session.run(code)
            #expect(result.value == "(True, True, True)", "\(result.outcome)")
            #expect(result.session == .kept)
            #expect(Set(result.text.split(separator: "\n")) == ["out", "handler"])
            #expect(Set(result.errorText.split(separator: "\n")) == ["error"])
            let next = try await session.run("print('well')\nsys.stderr.write('too\\n');")
            #expect(next.text == "well\n")
            #expect(next.errorText == "too\n")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a signal handler may wait for a thread that writes, and divides no long exception`(
        backend: BackendUnderTest
    ) async throws {
        let waiting = """
            import signal, sys, threading, time
            def join(*_):
                thread = threading.Thread(target=lambda: print('T')); thread.start(); thread.join()
            signal.signal(signal.SIGALRM, join)
            signal.setitimer(signal.ITIMER_REAL, 0.005, 0.02)
            for _ in range(20_000): print('z' * 100)
            signal.setitimer(signal.ITIMER_REAL, 0)
            """
        let long = """
            def write(*_): print('o'); print('e', file=sys.stderr)
            signal.signal(signal.SIGALRM, write)
            signal.setitimer(signal.ITIMER_REAL, 0.0003, 0.0003)
            raise ValueError('x' * 900_000)
            """
        var configuration = SessionConfiguration()
        configuration.output.text = .mebibytes(16)
        try await backend.withSession(configuration) { session in
            let options = CellOptions(timeout: .seconds(60))
            let joined = try await session.run(waiting, options)
            #expect(joined.outcome == .ok)
            #expect(joined.text.contains("T"))
            let raised = try await session.run(long, options)
            #expect(raised.outcome.exception?.name == "ValueError")
            #expect(raised.session == .kept)
            _ = try await session.run("signal.setitimer(signal.ITIMER_REAL, 0)", options)
            let next = try await session.run("print('well')", options)
            #expect(next.text == "well\n")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a child that a thread has forked handles its signals`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os, signal, threading
            statuses = set()
            def fork():
                for _ in range(50):
                    child = os.fork()
                    if child == 0:
                        signal.signal(signal.SIGUSR1, lambda *_: os._exit(7))
                        os.kill(os.getpid(), signal.SIGUSR1)
                        for _ in range(1000): pass
                        os._exit(1)
                    statuses.add(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            signal.signal(signal.SIGUSR1, signal.SIG_IGN)
            thread = threading.Thread(target=fork); thread.start()
            while thread.is_alive(): print('x' * 1000)
            statuses
            """
        let result = try await backend.run(code)
        #expect(result.value == "{7}", "\(result.outcome)")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a child that comes back to the runner takes no cell`(
        backend: BackendUnderTest
    ) async throws {
        let forks = [
            """
            import asyncio, os, signal
            async def fork():
                await asyncio.sleep(0.1)
                os.fork()
            task = asyncio.ensure_future(fork())
            await asyncio.sleep(0)
            """,
            """
            signal.signal(signal.SIGALRM, lambda *_: os.fork())
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            """,
        ]
        try await backend.withSession { session in
            for fork in forks {
                _ = try await session.run(fork)
                try await Task.sleep(for: .seconds(0.3))
                for number in 0..<3 {
                    let options = CellOptions(timeout: .seconds(30))
                    let next = try await session.run("print(\(number))", options)
                    #expect(next.outcome == .ok)
                    #expect(next.text == "\(number)\n")
                }
            }
        }
    }

    static let changed = [
        "sys.stdout.buffer.write = lambda data: len(data)", "sys.stdout.buffer.descriptor = 99",
        "type(sys.stdout.buffer).write = lambda self, data: len(data)",
        """
        class Odd:
            def __eq__(self, other): return Odd()
            def __bool__(self): raise ValueError
        import builtins; builtins.sum = builtins.print = sys.stdout.buffer.stream = Odd()
        """,
        "import os; os.chmod('.', 0); os._exit(1)",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `what lies behind the streams is put back too`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            for code in Self.changed {
                _ = try await session.run("import sys\n" + code)
                let next = try await session.run("print('well')\nsum([1])")
                #expect(next.text == "well\n", "\(code)")
                #expect(next.value == "1", "\(code)")
            }
            _ = try await session.run("import sys\nsys.stdin.buffer.ask = None")
            _ = try await session.run("sys.stdin.reconfigure(newline='\\r')")
            let options = CellOptions(input: .answers(["a", "b"]))
            let read = try await session.run("sys.stdin.readline()", options)
            #expect(read.value == "'a\\n'")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a signal handler that raises between two cells is told and costs nothing`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import signal, time
                def late(*_): raise TimeoutError('too late')
                signal.signal(signal.SIGALRM, late)
                signal.setitimer(signal.ITIMER_REAL, 0.2)
                kept = 1
                """
            _ = try await session.run(code)
            try await Task.sleep(for: .seconds(0.5))
            let next = try await session.run("kept")
            #expect(next.value == "1")
            #expect(!next.beganFresh)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an exception that raises when it is asked is told by its class`(
        backend: BackendUnderTest
    ) async throws {
        let result = try await backend.run(
            "class E(BaseException):\n    def __str__(self): raise E()\nraise E()"
        )
        #expect(result.outcome.exception?.name == "E")
        #expect(result.session == .kept)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a first cell takes away is not missed in the pause after it`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import io; io.TextIOWrapper = None; kept = 1")
            try await Task.sleep(for: .seconds(0.5))
            let next = try await session.run("kept")
            #expect(next.value == "1")
        }
    }

    /// As an event loop does that writes to the standard output.
    @Test(arguments: BackendUnderTest.allCases)
    func `streams that a cell made non-blocking block again`(backend: BackendUnderTest) async throws
    {
        try await backend.withSession { session in
            _ = try await session.run("import os\nfor d in (1, 2): os.set_blocking(d, False)")
            let result = try await session.run("for i in range(20000): print('y' * 200)")
            #expect(result.outcome == .ok)
            #expect(result.dropped.standardOutput + result.text.utf8.count == 20000 * 201)
        }
    }
}
