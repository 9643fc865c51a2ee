import Testing

@testable import SandboxCore

@Suite struct ImageReferenceTests {
    private static let digest = String(repeating: "0123456789abcdef", count: 4)

    @Test(arguments: [
        "python", "python:3.11-slim", "localhost:5000/a/b_c.d:v1", "localhost/a",
        "Registry.example/a--b__c/d:V1_.-", "10.0.0.1/a", "python@sha256:\(digest)",
        "python:3@sha256:\(digest)", "sha256:\(digest)", "sha256:0123456", digest,
    ])
    func `references are taken`(reference: String) throws {
        try ImageReference.check(reference)
    }

    @Test(arguments: [
        "", "--privileged", "-v", "../containers", "a/../../info", "a b", "a\nb", "a?x=1", "a#b",
        "a%2e", "\u{1B}[31m", "/absolute", "a//b", "a/", ":a", "a:", "a:b:c", "a@", "a@sha256:01",
        "a@b@sha256:\(digest)", "PYTHON", "A/b", "a..b", "a___b", "a-", "-a/b", "a.b:x/c",
        "-a.b/c", "a:.b", "ä", "a:\(String(repeating: "b", count: 129))",
        String(repeating: "a", count: 513),
    ])
    func `what is none, and could be an option or another path, is refused`(reference: String) {
        let error = #expect(throws: SandboxError.self) { try ImageReference.check(reference) }
        #expect(error?.fault == .imageMissing)
        #expect(error?.message.contains("\u{1B}") == false)
    }
}
