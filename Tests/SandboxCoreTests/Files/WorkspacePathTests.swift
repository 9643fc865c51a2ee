import Testing

@testable import SandboxCore

@Suite struct WorkspacePathTests {
    @Test(arguments: [
        "a", "a/b/c", "a b", "-rf", "..a", "a..", "...", "\"'`$", "a\nb", "\r\n", "é", "e\u{301}",
        "😀",
    ])
    func `a relative path is kept byte for byte`(text: String) throws {
        let path = try WorkspacePath(text)
        #expect(Array(path.description.utf8) == Array(text.utf8))
    }

    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", "a\0b", "../x",
        "a\u{10F800}",
        String(repeating: "x", count: 256), String(repeating: "é", count: 128),
    ])
    func `a path that could leave or not be is rejected`(text: String) {
        #expect { try WorkspacePath(text) } throws: { ($0 as? SandboxError)?.code == .rejected }
    }

    @Test func `lengths are limited`() throws {
        _ = try WorkspacePath(String(repeating: "x", count: 255))
        _ = try WorkspacePath(String(repeating: "é", count: 127))
        _ = try WorkspacePath(Array(repeating: "a", count: 64).joined(separator: "/"))
        #expect(throws: SandboxError.self) {
            try WorkspacePath(Array(repeating: "a", count: 65).joined(separator: "/"))
        }
    }

    @Test func `names that only look the same are two`() throws {
        let composed = try WorkspacePath("é")
        let decomposed = try WorkspacePath("e\u{301}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
    }
}
