import Testing

@testable import SandboxCore

@Suite struct ContainerImageTests {
    @Test(arguments: [
        "python:3.11-slim", "localhost:5000/a/b_c.d:v1", "ghcr.example/x@sha256:0123",
        "sha256:0123",
    ])
    func `references are taken`(reference: String) throws {
        try ContainerImage.check(reference)
    }

    @Test(arguments: [
        "", "--privileged", "-v", "../containers", "a/../../info", "a b", "a\nb", "a?x=1", "a#b",
        "a%2e", "\u{1B}[31m", "/absolute", String(repeating: "a", count: 513),
    ])
    func `what could be an option or another path is refused`(reference: String) {
        let error = #expect(throws: SandboxError.self) { try ContainerImage.check(reference) }
        #expect(error?.fault == .imageMissing)
        #expect(error?.message.contains("\u{1B}") == false)
    }
}
