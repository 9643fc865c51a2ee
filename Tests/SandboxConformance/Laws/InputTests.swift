import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct InputTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `input asks with its prompt and gets the answer`(backend: BackendUnderTest) async throws {
        let policy = InputPolicy.handler { request in
            .text(request.prompt + (request.isPassword ? "secret" : "Zoë"))
        }
        try await backend.withSession { session in
            let code = "import getpass\n(input('name? '), getpass.getpass('word? '))"
            let result = try await session.run(code, CellOptions(input: policy))
            #expect(result.value == "('name? Zoë', 'word? secret')")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a list of answers ends in EOF`(backend: BackendUnderTest) async throws {
        let options = CellOptions(input: .answers(["a", ""]))
        let result = try await backend.run("[input(), input()], input()", options)
        #expect(result.outcome.exception?.name == "EOFError")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `sys.stdin reads lines until EOF`(backend: BackendUnderTest) async throws {
        let options = CellOptions(input: .answers(["1", "2"]))
        let result = try await backend.run("import sys\n[line for line in sys.stdin]", options)
        #expect(result.value == #"['1\n', '2\n']"#)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `without anyone to answer it is an EOFError that says so`(
        backend: BackendUnderTest
    ) async throws {
        let exception = try #require(try await backend.run("input('x')").outcome.exception)
        #expect(exception.name == "EOFError")
        #expect(exception.value.contains("input() is not available"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `prompts are shortened, and dropped when they are too long together`(
        backend: BackendUnderTest
    ) async throws {
        let policy = InputPolicy.handler { .text("\($0.prompt.utf8.count)") }
        let code = "print(*[input('x' * n) for n in [1000] + [5_000_000] * 16 + [10]])"
        let result = try await backend.run(code, CellOptions(input: policy))
        let cut = Array(repeating: "\(65536 + " …".utf8.count)", count: 15)
        #expect(result.text == (["1000"] + cut + ["0", "0"]).joined(separator: " ") + "\n")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that waits for input can be interrupted`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let policy = InputPolicy.handler { _ in
                await session.interrupt()
                try? await Task.sleep(for: .seconds(60))
                return .text("too late")
            }
            let result = try await session.run("x = 1\ninput()", CellOptions(input: policy))
            #expect(result.outcome == .interrupted)
            #expect(result.session == .kept)
            #expect(try await session.run("x").value == "1")
        }
    }
}
