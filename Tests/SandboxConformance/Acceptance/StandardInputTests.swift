import SandboxCore
import Testing

/// `input()`, `getpass()` and `sys.stdin` ask the session's policy, by the same rules; an answer reaches
/// only the request that it was given to.
@Suite(.timeLimit(.minutes(1)))
struct StandardInputTests {
    /// Counts the requests that were made.
    private actor Asked {
        private(set) var requests: [InputRequest] = []
        func note(_ request: InputRequest) -> Int {
            requests.append(request)
            return requests.count
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a request tells its prompt and whether it is a password, the cell is the event's`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = "import getpass\ninput('naïve? '), getpass.getpass('word? '), input()"
            let options = CellOptions(input: .answers(["Zoë 😀", "geheim", ""]))
            let followed = try await session.follow(code, options)
            #expect(followed.result?.value == "('Zoë 😀', 'geheim', '')")
            var requests: [InputRequest] = []
            for case .inputRequested(let request) in followed.events { requests.append(request) }
            #expect(
                requests == [
                    InputRequest(prompt: "naïve? "),
                    InputRequest(prompt: "word? ", isPassword: true),
                    InputRequest(prompt: ""),
                ]
            )
        }
    }

    static let readers: [(code: String, value: String)] = [
        ("sys.stdin.readline()", #"'one\n'"#), ("sys.stdin.read()", #"'one\ntwo\n'"#),
        ("sys.stdin.readlines()", #"['one\n', 'two\n']"#),
        ("[line for line in sys.stdin]", #"['one\n', 'two\n']"#),
        ("sys.stdin.buffer.readline()", #"b'one\n'"#),
        ("sys.stdin.buffer.read()", #"b'one\ntwo\n'"#), ("sys.stdin.buffer.read(5)", #"b'one\nt'"#),
        ("sys.stdin.buffer.readlines()", #"[b'one\n', b'two\n']"#),
        ("sys.stdin.buffer.readinto(bytearray(5)), sys.stdin.buffer.peek()", #"(5, b'wo\n')"#),
        ("input(), sys.stdin.read()", #"('one', 'two\n')"#),
        ("sys.stdin.read(2), sys.stdin.readline()", #"('on', 'e\n')"#),
        (
            "sys.stdin.readline(), sys.stdin.readline(), sys.stdin.readline()",
            #"('one\n', 'two\n', '')"#
        ),
    ]
    static let askers = [
        "input('x')", "getpass.getpass()", "sys.stdin.read()", "sys.stdin.readline()",
        "sys.stdin.buffer.read()", "list(sys.stdin)", "next(sys.stdin)",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `standard input reads answers to the end`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import getpass, sys")
            for reader in Self.readers {
                let options = CellOptions(input: .answers(["one", "two"]))
                #expect(try await session.run(reader.code, options).value == reader.value)
            }
            for code in ["input()", "getpass.getpass()"] {
                let end = try await session.run(code, CellOptions(input: .answers([])))
                #expect(end.outcome.exception?.name == "EOFError", "\(code)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `with nobody to answer each is an EOFError at once that says why`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import getpass, sys")
            for code in Self.askers {
                let exception = try await session.run(code).outcome.exception
                #expect(exception?.name == "EOFError", "\(code)")
                #expect(exception?.value.contains("input() is not available") == true, "\(code)")
            }
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the wait for an answer counts as time of the cell`(
        backend: BackendUnderTest
    ) async throws {
        let silent = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(100))
            return .text("too late")
        }
        try await backend.withSession { session in
            for code in ["input()", "import sys; sys.stdin.read()"] {
                _ = try await session.run("kept = 1")
                let options = CellOptions(timeout: .seconds(0.3), input: silent)
                let result = try await session.run(code, options)
                #expect(result.outcome == .timedOut)
                #expect(result.session == .kept)
                #expect(result.enforcement == .softInterrupt)
                #expect(try await session.run("kept").value == "1")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the wait for an answer doesn't count if the options say so`(
        backend: BackendUnderTest
    ) async throws {
        let slow = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(1))
            return .text("at last")
        }
        try await backend.withSession { session in
            let options = CellOptions(timeout: .seconds(0.5), pausesForInput: true, input: slow)
            let patient = try await session.run("input(), input()", options)
            #expect(patient.value == "('at last', 'at last')", "\(patient.outcome)")
            let late = try await session.run("input()\nwhile True: pass", options)
            #expect(late.outcome == .timedOut)
            #expect(late.session == .kept)
            #expect(late.duration >= .seconds(1.5))
            let policy = InputPolicy.handler { _ in
                await session.interrupt()
                try? await Task.sleep(for: .seconds(100))
                return .endOfFile
            }
            let silent = CellOptions(timeout: .seconds(0.5), pausesForInput: true, input: policy)
            #expect(try await session.run("input()", silent).outcome == .interrupted)
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what the cell computes while it waits counts, and a question it gave up rests nothing`(
        backend: BackendUnderTest
    ) async throws {
        let silent = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(100))
            return .endOfFile
        }
        let escapes = [
            "import threading\nthreading.Thread(target=input, daemon=True).start()\nwhile True: pass",
            """
            import signal, time
            def give_up(*_): raise TimeoutError
            signal.signal(signal.SIGALRM, give_up)
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            try: input()
            except TimeoutError: pass
            time.sleep(90)
            """,
            """
            import signal, time
            class GiveUp(Exception): pass
            def give_up(*_): raise GiveUp
            signal.signal(signal.SIGALRM, give_up)
            for n in range(300):
                try:
                    signal.setitimer(signal.ITIMER_REAL, 0.0001 + (n % 50) * 0.00003)
                    input()
                except GiveUp: pass
                try: signal.setitimer(signal.ITIMER_REAL, 0)
                except GiveUp: pass
            time.sleep(90)
            """,
        ]
        try await backend.withSession { session in
            for code in escapes {
                let options = CellOptions(timeout: .seconds(1), pausesForInput: true, input: silent)
                let result = try await session.run(code, options)
                #expect(result.outcome == .timedOut)
                #expect(result.duration < .seconds(20))
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a signal handler is refused while its thread is asked, and may write and show`(
        backend: BackendUnderTest
    ) async throws {
        let patient = InputPolicy.handler { request in
            try? await Task.sleep(for: .seconds(1))
            return .text("to \(request.prompt)")
        }
        let code = """
            import signal
            def ask(*_):
                print('before'); display('shown')
                try: input('inner')
                except EOFError as error: print(error)
            signal.signal(signal.SIGALRM, ask)
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            input('outer')
            """
        try await backend.withSession { session in
            let options = CellOptions(timeout: .seconds(20), input: patient)
            let result = try await session.run(code, options)
            #expect(result.value == "'to outer'", "\(result.outcome)")
            #expect(result.text == "before\na signal handler can't ask while its thread is asked\n")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an answer that comes too late reaches no later request`(
        backend: BackendUnderTest
    ) async throws {
        let asked = Asked()
        // The first answer is given although nobody waits for it any more.
        let policy = InputPolicy.handler { request in
            let number = await asked.note(request)
            if number == 1 { try? await Task.sleep(for: .seconds(0.8)) }
            return .text("answer \(number)")
        }
        try await backend.withSession { session in
            let hasty = """
                import signal, threading, time
                def give_up(*_): raise TimeoutError
                signal.signal(signal.SIGALRM, give_up)
                signal.setitimer(signal.ITIMER_REAL, 0.2)
                try: input('first')
                except TimeoutError: pass
                input('second'), time.sleep(1), input('third')
                """
            let result = try await session.run(hasty, CellOptions(input: policy))
            #expect(result.value == "('answer 2', None, 'answer 3')", "\(result.outcome)")
            let next = try await session.run("input()", CellOptions(input: policy))
            #expect(next.value == "'answer 4'")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `while one thread waits for input the others print`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import threading
            done = threading.Event()
            def work():
                print('busy', flush=True)
                display('shown')
                done.set()
            """
        let policy = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(1))
            return .text("late")
        }
        try await backend.withSession { session in
            _ = try await session.run(code)
            let result = try await session.run(
                "threading.Timer(0.2, work).start(); input(), done.is_set()",
                CellOptions(timeout: .seconds(20), input: policy)
            )
            #expect(result.value == "('late', True)")
            #expect(result.text == "busy\n")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a thread that asks beyond its cell's end is refused, and keeps nobody from asking`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import threading, time
            def work():
                try: input()
                except EOFError as error: said.append(str(error))
            said = []
            threading.Thread(target=work).start()
            time.sleep(0.3)
            """
        let silent = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(100))
            return .endOfFile
        }
        try await backend.withSession { session in
            let first = try await session.run(code, CellOptions(input: silent))
            #expect(first.outcome == .ok)
            let next = try await session.run(
                "print(1); print(input()); time.sleep(0.2); said",
                CellOptions(timeout: .seconds(20), input: .answers(["mine"]))
            )
            #expect(next.text == "1\nmine\n")
            #expect(next.value == "['the cell has ended']")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `answers for a cell reach no thread of an earlier one`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import sys, threading, time
            def work():
                try: said.append(input())
                except EOFError as error: said.append(str(error))
            said = []
            for _ in range(5): threading.Thread(target=work).start()
            time.sleep(0.2)
            """
        let slow = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(100))
            return .endOfFile
        }
        try await backend.withSession { session in
            _ = try await session.run(code, CellOptions(input: slow))
            let own = CellOptions(timeout: .seconds(20), input: .answers(["own", "second"]))
            #expect(try await session.run("input()", own).value == "'own'")
            let said = try await session.run("time.sleep(0.3); said == ['the cell has ended'] * 5")
            #expect(said.value == "True")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what one cell has not read of an answer is not the next one's`(
        backend: BackendUnderTest
    ) async throws {
        let options = CellOptions(input: .answers(["abcdef"]))
        try await backend.withSession { session in
            #expect(try await session.run("import sys; sys.stdin.read(1)", options).value == "'a'")
            let next = CellOptions(input: .answers(["own"]))
            let line = try await session.run("sys.stdin.readline()", next).value
            #expect(line == #"'own\n'"#)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an answer that is too long is refused, and no more`(
        backend: BackendUnderTest
    ) async throws {
        let policy = InputPolicy.handler { _ in .text(String(repeating: "x", count: 5_000_000)) }
        let result = try await backend.run("input()", CellOptions(input: policy))
        #expect(result.outcome.exception?.name == "EOFError")
        #expect(result.session == .kept)
    }
}
