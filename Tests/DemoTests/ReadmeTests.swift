import SandboxHost
import Testing

@Suite struct ReadmeTests {
    private let readme = HostFile.text("\(Demo.root)/README.md") ?? ""

    @Test func `the embedding example is the snippet that is compiled`() {
        let snippet = HostFile.text("\(Demo.root)/Snippets/RunPython.swift") ?? ""
        #expect(!snippet.isEmpty)
        #expect(readme.contains("```swift\n\(snippet)```"))
    }

    @Test(arguments: [
        "SandboxCoreTests/Fake", "SandboxConformance/Bubblewrap", "NotebookModelTests",
    ])
    func `each example of a test is a test`(folder: String) throws {
        let source = HostFile.text("\(Demo.root)/Tests/\(folder)/ReadmeExampleTests.swift") ?? ""
        let marker = "// The example of README.md:\n"
        let start = try #require(source.range(of: marker)).upperBound
        let example = source[start...]
        #expect(readme.contains("```swift\n\(example)```"))
    }
}

extension StringProtocol {
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
