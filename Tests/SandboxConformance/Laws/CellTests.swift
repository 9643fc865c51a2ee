import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct CellTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `the last expression's value is the result`(backend: BackendUnderTest) async throws {
        let result = try await backend.run("x = 20\nx + 1")
        #expect(result.outcome == .ok)
        #expect(result.value == "21")
        #expect(result.executionCount == 1)
    }

    @Test(arguments: BackendUnderTest.allCases, ["1;", "1; # shown?", "x = 1", "'a;b';", "None"])
    func `no value is shown`(backend: BackendUnderTest, code: String) async throws {
        #expect(try await backend.run(code).value == nil)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a semicolon inside a string or a comment hides nothing`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let string = try await session.run("'a;'")
            #expect(string.value == "'a;'")
            let comment = try await session.run("1 # no;")
            #expect(comment.value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a script writes goes into variables that are named`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let script =
                "%%bash --out told --err=warned --no-raise-error -e\necho a\necho b >&2\nfalse\necho c"
            #expect(try await session.run(script).outcome == .ok)
            #expect(try await session.run("told, warned").value == "('a\\n', 'b\\n')")
            let failed = try await session.run("%%bash\nexit 3")
            #expect(failed.outcome.exception?.name == "subprocess.CalledProcessError")
            let refused = try await session.run("%%bash --bg\nsleep 1")
            #expect(refused.outcome.exception?.name == "ValueError")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `variables live from cell to cell`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import math\ndef area(r): return math.pi * r * r")
            #expect(try await session.run("round(area(2), 3)").value == "12.566")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `cells run one at a time in the order of their calls`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("log = []")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<10 {
                    // The order of submission is the order of these calls on the session.
                    let events = try await session.stream(
                        "import time; log.append(\(number)); time.sleep(0.005); log.append(\(number))"
                    )
                    group.addTask { for try await _ in events {} }
                }
                try await group.waitForAll()
            }
            let expected = (0..<10).flatMap { [$0, $0] }
            #expect(try await session.run("log").value == "\(expected)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases, ["create_task", "ensure_future"])
    func `tasks that a cell begins without awaiting go on after it`(
        backend: BackendUnderTest,
        begin: String
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import asyncio
                done = []
                async def work():
                    await asyncio.sleep(0.01); done.append(1); return 'worked'
                task = asyncio.\(begin)(work())
                """
            #expect(try await session.run(code).outcome == .ok)
            let later = try await session.run("await asyncio.sleep(0.1); done, task.result()")
            #expect(later.value == "([1], 'worked')")
            for call in ["asyncio.run", "asyncio.get_event_loop().run_until_complete"] {
                #expect(try await session.run("\(call)(work())").value == "'worked'", "\(call)")
                _ = try await session.run("await asyncio.sleep(0)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `top-level await works`(backend: BackendUnderTest) async throws {
        let code = "import asyncio\nawait asyncio.sleep(0)\nawait asyncio.sleep(0, 'slept')"
        #expect(try await backend.run(code).value == "'slept'")
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            ("import sys; sys.exit()", 0), ("import sys; sys.exit(3)", 3),
            ("import sys; sys.exit(300)", 44), ("import sys; sys.exit('text')", 1), ("quit()", 0),
            ("def f(): raise SystemExit(5)\nf()", 5),
        ]
    )
    func `sys.exit ends the cell and keeps the session`(
        backend: BackendUnderTest,
        example: (code: String, status: Int)
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("kept = 1")
            let result = try await session.run(example.code)
            guard case .exited(example.status, _) = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
            #expect(result.session == .kept)
            #expect(try await session.run("kept").value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a worker that dies is replaced and said to be`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let result = try await session.run(
                "print('before', flush=True)\nimport os\nos._exit(7)"
            )
            guard case .exited(status: 7, _) = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
            #expect(result.session == .restarted)
            #expect(result.text == "before\n")
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [("os.abort()", 6), ("os.kill(os.getpid(), 9)", 9), ("ctypes.string_at(0)", 11)]
    )
    func `a worker killed by a signal is said to be`(
        backend: BackendUnderTest,
        example: (code: String, signal: Int)
    ) async throws {
        let result = try await backend.run("import os, ctypes\n\(example.code)")
        #expect(result.outcome == .killed(signal: example.signal))
        #expect(result.session == .restarted)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `restart forgets variables and keeps files`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("x = 1; open('kept.txt', 'w').write('here')")
            try await session.restart()
            let result = try await session.run("'x' in globals(), open('kept.txt').read()")
            #expect(result.value == "(False, 'here')")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a closed session refuses cells`(backend: BackendUnderTest) async throws {
        let session = try await backend.backend.makePythonSession()
        await session.close()
        let error = await #expect(throws: SandboxError.self) { try await session.run("1") }
        #expect(error?.code == .sessionClosed)
        await session.close()
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `closing ends a running cell`(backend: BackendUnderTest) async throws {
        let session = try await backend.backend.makePythonSession()
        let events = try await session.stream(
            "import sys, time\nsys.stdout.write('started\\n')\ntime.sleep(60)"
        )
        var result: CellResult?
        for try await event in events {
            if case .text = event { Task { await session.close() } }
            if case .finished(let end) = event { result = end }
        }
        #expect(result?.session == .gone)
        #expect(result?.text == "started\n")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `environment variables come from the configuration alone`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.environment = ["GREETING": "hello = wörld"]
        // Every process of the tests has these; none may be seen inside.
        let code =
            "import os\n(os.environ['GREETING'], [k for k in ('SHELL', 'OLDPWD', 'SHLVL') if k in os.environ])"
        try await backend.withSession(configuration) { session in
            let result = try await session.run(code)
            #expect(result.value == "('hello = wörld', [])")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an idle session still answers after 40 seconds`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("x = 'alive'")
            try await Task.sleep(for: .seconds(40))
            #expect(try await session.run("x").value == "'alive'")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a script that a cell runs leaves its names`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let script = "q = 1\ndef f(): return q + 1\nassert __file__ == 'm.py'\n"
            try await session.workspace.write(Array(script.utf8), to: "m.py")
            let result = try await session.run("%run m.py\nq = 5\n(q, f(), __name__)")
            #expect(result.value == "(5, 2, '__main__')")
            #expect(try await session.run("'__file__' in globals()").value == "False")
        }
    }
}
