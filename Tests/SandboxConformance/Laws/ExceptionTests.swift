import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ExceptionTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `an exception is data, with a traceback of the user's lines`(
        backend: BackendUnderTest
    ) async throws {
        let result = try await backend.run("def f(x):\n    return 1 / x\n\nf(0)")
        let exception = try #require(result.outcome.exception)
        #expect(exception.name == "ZeroDivisionError")
        #expect(exception.value == "division by zero")
        #expect(exception.frames.map(\.line) == [4, 2])
        #expect(exception.frames.map(\.function) == ["<module>", "f"])
        #expect(exception.frames.map(\.source) == ["f(0)", "return 1 / x"])
        #expect(exception.frames.map(\.cell) == [1, 1])
        let text = exception.traceback.joined(separator: "\n")
        #expect(text.contains("Traceback (most recent call last):"))
        #expect(text.contains("return 1 / x"))
        #expect(text.contains("ZeroDivisionError: division by zero"))
        #expect(!text.contains("_sandbox_agent"))
        #expect(result.outputs.last?.type == "error")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `frames of earlier cells show their own lines`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("# one\ndef fail():\n    raise KeyError('k')")
            let result = try await session.run("\n\nfail()")
            let frames = try #require(result.outcome.exception?.frames)
            #expect(frames.map(\.cell) == [2, 1])
            #expect(frames.map(\.line) == [3, 3])
            #expect(frames.map(\.source) == ["fail()", "raise KeyError('k')"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a traceback is of the user's frames, and counts a library's`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run(
                "with open('reader.py', 'w') as f: f.write('import json\\nload = lambda t: json.loads(t)')"
            )
            let result = try await session.run("import reader\nreader.load('{')")
            let exception = try #require(result.outcome.exception)
            let places = exception.traceback.filter {
                $0.hasPrefix("  File ") || $0.hasPrefix("  [")
            }
            try #require(places.count == 3, "\(exception.traceback)")
            #expect(places[0] == "  File \"<cell 2>\", line 2, in <module>")
            #expect(places[1].hasSuffix("reader.py\", line 2, in <lambda>"))
            #expect(places[2] == "  [3 frames in json]")
            #expect(exception.frames.map(\.package) == [nil, nil, "json", "json", "json"])
            #expect(exception.frames.last?.function == "raw_decode")

            let code = """
                import traceback
                try: reader.load('{')
                except ValueError: traceback.print_exc()
                """
            let whole = try await session.run(code)
            #expect(whole.errorText.contains("json/decoder.py"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a syntax error points at its place`(backend: BackendUnderTest) async throws {
        let exception = try #require(try await backend.run("x = 1\ny = = 2").outcome.exception)
        #expect(exception.name == "SyntaxError")
        let text = exception.traceback.joined(separator: "\n")
        #expect(text.contains("y = = 2"))
        #expect(text.contains("^"))
        #expect(text.contains("line 2"))
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            ("def f():\nprint(1)", "IndentationError", 2, "print(1)"),
            ("x = 1\ns = 'abc", "SyntaxError", 2, "s = 'abc"),
            ("%pwd\n\ns = '''abc\n", "SyntaxError", 3, "s = '''abc"),
            ("if 1:\n    return 5", "SyntaxError", 2, "return 5"),
            ("%pwd\nx = !ls\ny = = 2", "SyntaxError", 3, "y = = 2"),
            ("x = 1\n%time y = = 2", "SyntaxError", 2, "%time y = = 2"),
            ("%%time\nx = 1\ny = = 2", "SyntaxError", 3, "y = = 2"),
        ] as [(String, String, Int, String)]
    )
    func `a syntax error tells the line that the user wrote`(
        backend: BackendUnderTest,
        example: (code: String, name: String, line: Int, text: String)
    ) async throws {
        let exception = try #require(try await backend.run(example.code).outcome.exception)
        #expect(exception.name == example.name)
        let place = exception.traceback.lastIndex { $0.hasPrefix("  File ") }
        let lines = exception.traceback[try #require(place)...].prefix(3)
        #expect(lines.first == "  File \"<cell 1>\", line \(example.line)")
        #expect(lines.dropFirst().first == "    " + example.text)
        #expect(lines.last?.contains("^") == true)
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        ["exec('a = 1\\nb = = 2')", "compile('a = 1\\nb = = 2', '<string>', 'exec')"]
    )
    func `a syntax error in a string shows the call and the string's line`(
        backend: BackendUnderTest,
        code: String
    ) async throws {
        let exception = try #require(try await backend.run(code).outcome.exception)
        #expect(exception.frames.map(\.source) == [code])
        #expect(
            exception.traceback.suffix(4) == [
                "  File \"<string>\", line 2", "    b = = 2", "        ^",
                "SyntaxError: invalid syntax",
            ]
        )
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            ("raise ValueError('outer')", true), ("raise ValueError('outer') from None", false),
        ]
    )
    func `an exception during another's handling shows both, unless it is from None`(
        backend: BackendUnderTest,
        example: (raise: String, showsBoth: Bool)
    ) async throws {
        let code = "try:\n    {}['k']\nexcept KeyError:\n    \(example.raise)"
        let exception = try #require(try await backend.run(code).outcome.exception)
        let text = exception.traceback.joined(separator: "\n")
        #expect(text.contains("KeyError: 'k'") == example.showsBoth)
        #expect(text.contains("During handling of the above exception") == example.showsBoth)
        #expect(exception.traceback.last == "ValueError: outer")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a group of exceptions shows its members with their frames`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import sys
            def f(): raise ValueError('one')
            try:
                f()
            except ValueError as e:
                if sys.version_info < (3, 11): sys.exit(0)
                raise ExceptionGroup('several', [e, TypeError('two')])
            """
        let outcome = try await backend.run(code).outcome
        guard let exception = outcome.exception else {
            #expect(outcome == .exited(status: 0, value: "0"))  // a Python without groups
            return
        }
        let text = exception.traceback.joined(separator: "\n")
        #expect(text.contains("ExceptionGroup: several (2 sub-exceptions)"))
        #expect(text.contains("| ValueError: one") && text.contains("| TypeError: two"))
        #expect(text.contains("in f"))
        #expect(!text.contains("_sandbox_agent"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a recursion over several functions is folded`(backend: BackendUnderTest) async throws {
        let exception = try #require(
            try await backend.run("def a(): b()\ndef b(): a()\na()").outcome.exception
        )
        #expect(exception.name == "RecursionError")
        #expect(exception.traceback.contains { $0.hasPrefix("  [Previous 2 frames repeated") })
        #expect(exception.traceback.count < 40)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `chained exceptions show both`(backend: BackendUnderTest) async throws {
        let code = "try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('outer') from e"
        let exception = try #require(try await backend.run(code).outcome.exception)
        let text = exception.traceback.joined(separator: "\n")
        #expect(exception.name == "ValueError")
        let cause = try #require(exception.chain.first)
        #expect(exception.chain.count == 1)
        #expect(cause.name == "KeyError" && cause.value == "'k'" && cause.relation == .cause)
        #expect(cause.frames.map(\.line) == [2])
        #expect(text.contains("KeyError: 'k'"))
        #expect(text.contains("direct cause"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `endless recursion is an exception of bounded length`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let result = try await session.run("def f(): f()\nf()")
            let exception = try #require(result.outcome.exception)
            #expect(exception.name == "RecursionError")
            #expect(exception.traceback.joined(separator: "\n").utf8.count < 50_000)
            #expect(result.session == .kept)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `MemoryError in Python stays an exception`(backend: BackendUnderTest) async throws {
        let result = try await backend.run("raise MemoryError('mine')")
        #expect(result.outcome.exception?.name == "MemoryError")
    }
}
