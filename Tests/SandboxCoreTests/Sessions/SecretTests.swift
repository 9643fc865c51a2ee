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

    @Test func `what only begins like it comes through`() async throws {
        let result = try await Self.run(.print("tok-1"), .print("2x tok-"), .printError("tok"))
        #expect(result.text == "tok-12x tok-")
        #expect(result.errorText == "tok")
    }

    @Test func `something else between its pieces doesn't show it`() async throws {
        let result = try await Self.run(
            .print("tok-12"),
            .printError("log\n"),
            .display(.plainText("shown")),
            .clearOutput(wait: true),
            .print("3456\n")
        )
        #expect(result.text == "***\n")
        #expect(result.errorText == "log\n")
    }

    @Test(arguments: [
        (["abcdXYZ", "XYZ12345678"], "abcdXYZ12345678 abcdXYZ", "*** ***"),
        (["password", "wordSECRET"], "xxpasswordSECRETxx", "xx***xx"),
        (["password", "password-long"], "password-lo password-long", "***-lo ***"),
        (["inner", "an inner secret"], "an inner secre! an inner secret", "an *** secre! ***"),
        (["tok-1", "tok-1"], "tok-1tok-1tok-2", "***tok-2"),
    ])
    func `secrets may overlap`(secrets: [String], text: String, shown: String) {
        let redactor = SecretRedactor(secrets.map { Secret($0) })
        #expect(redactor.redact(text) == shown)
        for split in 1..<text.utf8.count {
            var stream = StreamRedactor(redactor.matcher)
            var bytes = stream.take(Array(text.utf8.prefix(split)))
            bytes += stream.take(Array(text.utf8.dropFirst(split)))
            bytes += stream.flush()
            #expect(String(decoding: bytes, as: UTF8.self) == shown)
        }
    }

    @Test(arguments: [
        #"'pa\\ss"w\'örd<&>x'"#, #""pa\\ss\"w'örd<&>x""#, #""pa\\ss\"w'\u00f6rd<&>x""#,
        #"b'pa\\ss"w\'\xc3\xb6rd<&>x'"#, "pa\\ss&quot;w&#x27;örd&lt;&amp;&gt;x",
        "pa%5Css%22w%27%C3%B6rd%3C%26%3Ex", #"'pa\\ss"w\'\xf6rd<&>x'"#, #"pa\\ss\"w'\xf6rd<&>x"#,
    ])
    func `other spellings of it are replaced, also as their repr`(text: String) {
        let repr = text.replacing("\\", with: "\\\\")
        #expect(!SecretRedactor([Secret(#"pa\ss"w'örd<&>x"#)]).redact(repr).contains("ss"))
        let shown = SecretRedactor([Secret(#"pa\ss"w'örd<&>x"#)]).redact("a \(text) b")
        #expect(!shown.contains("ss"))
        #expect(shown.contains("***"))
    }

    /// Of Python's `quote`, with no safe characters, and `quote_plus`; of JavaScript's two.
    @Test(arguments: [
        "ab/cd%2Bef%3D%3DZq9%20w%27", "ab%2Fcd%2Bef%3D%3DZq9%20w%27", "ab%2Fcd%2Bef%3D%3DZq9+w%27",
        "ab%2Fcd%2Bef%3D%3DZq9%20w'", "ab/cd+ef==Zq9%20w'",
    ])
    func `it is replaced as addresses spell it`(text: String) {
        let redactor = SecretRedactor([Secret("ab/cd+ef==Zq9 w'")])
        #expect(redactor.redact("?token=\(text)&x") == "?token=***&x")
    }

    @Test(arguments: [
        ("tok-1234 … y", "*** … y"), ("b'tok-123…", "b'***…"),
        ("x … 9 lines … 3456 y", "x … 9 lines … *** y"),
        ("b'tok-123'…", "b'***'…"), ("tok …", "tok …"), ("tok-123456…", "***…"),
        ("……tok-1…", "……***…"), ("…", "…"),
    ])
    func `what is left of it in a shortened text is replaced`(text: String, shown: String) {
        #expect(SecretRedactor([Secret("tok-123456")]).redact(text) == shown)
    }

    @Test func `a secret with the mark of shortened texts is one`() {
        #expect(SecretRedactor([Secret("abc … def")]).redact("x abc … def") == "x ***")
    }

    @Test func `white space of its lines is none`() {
        let redactor = SecretRedactor([Secret("first-line\n        \n    second-line")])
        #expect(redactor.redact("def f():\n        return") == "def f():\n        return")
        #expect(redactor.redact("second-line") == "***")
    }

    @Test func `what is left of it where text was cut is replaced`() {
        var stream = StreamRedactor(SecretRedactor([Secret(Self.token)]).matcher)
        #expect(stream.take(Array("xtok-1234".utf8)) + stream.cut() == Array("x***".utf8))
        #expect(stream.take(Array("3456 y to".utf8)) == Array("*** y ".utf8))
        #expect(stream.cut() == Array("to".utf8))
        #expect(stream.take(Array("456 y".utf8)) == Array("456 y".utf8))
    }

    /// If each byte took time for the secret's length, this would be beyond the suite's limit.
    @Test func `long outputs that look like it come to their end`() {
        let secret = Secret(String(repeating: "a", count: 8000) + "b")
        let text = String(repeating: "a", count: 200_000)
        #expect(SecretRedactor([secret]).redact(text) == text)
    }

    @Test func `it is replaced in late output`() async throws {
        let backend = FakeBackend {
            $0.on("x", .printLate("tok-12"), .printLate("3456 "))
        }
        let late = try await withPythonSession(on: backend, configuration: Self.configuration) {
            _ = try await $0.run("x")
            await $0.close()
            return await $0.lateOutput.reduce(into: "") { $0 += $1.text }
        }
        #expect(late == "*** ")
    }

    @Test func `it is replaced in values, updates, metadata and exit values`() async throws {
        let backend = FakeBackend {
            $0.on("value", .value("=\(Self.token)="))
            $0.on(
                "update",
                .display(.plainText("old"), id: "\(Self.token)"),
                .update(id: "\(Self.token)", ["\(Self.token)": .text("new \(Self.token)")])
            )
            $0.on("exit", .exit(1, value: "bye \(Self.token)"))
        }
        try await withPythonSession(on: backend, configuration: Self.configuration) { session in
            #expect(try await session.run("value").value == "=***=")
            let result = try await session.run("update")
            #expect(!"\(result)".contains(Self.token))
            #expect(result.outputs.first?.data?.text("***") == "new ***")
            #expect(try await session.run("exit").outcome == .exited(status: 1, value: "bye ***"))
        }
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
