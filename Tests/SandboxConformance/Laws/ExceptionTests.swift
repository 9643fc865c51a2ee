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
    func `a syntax error points at its place`(backend: BackendUnderTest) async throws {
        let exception = try #require(try await backend.run("x = 1\ny = = 2").outcome.exception)
        #expect(exception.name == "SyntaxError")
        let text = exception.traceback.joined(separator: "\n")
        #expect(text.contains("y = = 2"))
        #expect(text.contains("^"))
        #expect(text.contains("line 2"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `chained exceptions show both`(backend: BackendUnderTest) async throws {
        let code = "try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('outer') from e"
        let exception = try #require(try await backend.run(code).outcome.exception)
        let text = exception.traceback.joined(separator: "\n")
        #expect(exception.name == "ValueError")
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
