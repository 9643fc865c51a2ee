import NotebookModel
import Testing

@testable import SandboxCore

@Suite(.timeLimit(.minutes(1)))
struct SecretTests {
    private static let token = "tok-123456"
    private static let key = "-----BEGIN\nMIIEvQIBADANBg\n-----END-----"

    private static var configuration: SessionConfiguration {
        SessionConfiguration(
            environment: ["TOKEN": "old", "MODE": "x"],
            secrets: ["TOKEN": Secret(token), "KEY": Secret(key), "PIN": Secret("12")]
        )
    }

    private static func run(_ steps: FakeStep...) async throws -> CellResult {
        let backend = FakeBackend { $0.on(.anything) { _, _ in steps } }
        return try await withPythonSession(on: backend, configuration: configuration) {
            try await $0.run("x")
        }
    }

    @Test func `it reaches the code as an environment variable`() async throws {
        let backend = FakeBackend { $0.on(.anything) }
        try await withPythonSession(on: backend, configuration: Self.configuration) { _ in }
        #expect(
            backend.recorded.settings.map(\.environment)
                == [["TOKEN": Self.token, "MODE": "x", "KEY": Self.key, "PIN": "12"]]
        )
    }

    @Test func `it is not told by what holds it`() {
        var text = "\(Self.configuration) \(String(reflecting: Self.configuration))"
        dump(Self.configuration, to: &text)
        #expect(!text.contains(Self.token))
        #expect(!text.contains("MIIE"))
        #expect(text.contains("<secret>"))
    }

    @Test func `what is to be started doesn't hold it`() async throws {
        let backend = FakeBackend { $0.on(.anything) }
        try await withPythonSession(on: backend, configuration: Self.configuration) { _ in }
        #expect(!"\(backend.recorded.launches)".contains(Self.token))
    }

    @Test func `it is replaced in text, also line by line`() async throws {
        let result = try await Self.run(
            .print("a \(Self.token)b\(Self.token)\n"),
            .printError("MIIEvQIBADANBg\n12 \(Self.key)")
        )
        #expect(result.text == "a ***b***\n")
        #expect(result.errorText == "***\n12 ***")
        #expect(
            result.outputs == [.stream(.stdout, "a ***b***\n"), .stream(.stderr, "***\n12 ***")]
        )
    }

    @Test(arguments: 1..<10)
    func `it is replaced wherever it is divided`(split: Int) async throws {
        let (first, second) = (Self.token.prefix(split), Self.token.dropFirst(split))
        let result = try await Self.run(.print("> \(first)"), .print("\(second) <"))
        #expect(result.text == "> *** <")
    }

    @Test func `what only begins like it comes through, in order`() async throws {
        let result = try await Self.run(
            .print("tok-1"),
            .printError("tok"),
            .display(.plainText("shown")),
            .print("tok-12345tok-"),
            .print("123456 tok-12345")
        )
        #expect(
            result.outputs == [
                .stream(.stdout, "tok-1"), .stream(.stderr, "tok"),
                .displayData(.plainText("shown")), .stream(.stdout, "tok-12345*** tok-12345"),
            ]
        )
    }

    @Test func `it is replaced in what is displayed`() async throws {
        let result = try await Self.run(
            .display([
                "text/html": "<b>\(MIMEBundle.Content.self)</b>",
                "application/json": .json([["\(Self.token)": ["x\(Self.token)"]]]),
                "text/plain": .text("=\(Self.token)="),
            ])
        )
        let data = try #require(result.outputs.first?.data)
        #expect(data.text("text/plain") == "=***=")
        #expect(data["application/json"] == .json([["***": ["x***"]]]))
    }

    @Test func `it is replaced in exceptions`() async throws {
        let exception = PythonException(
            name: "Error",
            value: "bad \(Self.token)",
            traceback: ["line", "Error: bad \(Self.token)"],
            frames: [
                .init(file: "f", line: 1, function: "f", source: "f('\(Self.token)')", cell: 1)
            ]
        )
        let result = try await Self.run(.raise(exception))
        #expect(!"\(result)".contains(Self.token))
        #expect(result.outcome.exception?.value == "bad ***")
    }

    @Test func `it is replaced in prompts`() async throws {
        var configuration = Self.configuration
        let prompts = Guarded<[String]>([])
        configuration.input = .handler { request in
            prompts.withLock { $0.append(request.prompt) }
            return .endOfFile
        }
        let backend = FakeBackend { $0.on(.anything, .input("\(Self.token)?") { _ in [] }) }
        _ = try await withPythonSession(on: backend, configuration: configuration) {
            try await $0.run("x")
        }
        #expect(prompts.withLock { $0 } == ["***?"])
    }

    @Test(arguments: [["": "x"], ["A=B": "x"], ["A\0": "x"], ["A": "x\0y-secret"]])
    func `what can't be set is refused without telling it`(secrets: [String: String]) async throws {
        let configuration = SessionConfiguration(secrets: secrets.mapValues { Secret($0) })
        let error = await #expect(throws: SandboxError.self) {
            try await withPythonSession(on: FakeBackend(), configuration: configuration) { _ in }
        }
        #expect(error?.code == .rejected)
        #expect(error?.message.contains("secret") == false)
    }
}
