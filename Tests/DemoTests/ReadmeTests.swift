import SandboxHost
import Testing

@Suite struct ReadmeTests {
    private let readme = HostFile.text("\(Demo.root)/README.md") ?? ""

    @Test func `the embedding example is the snippet that is compiled`() {
        let snippet = HostFile.text("\(Demo.root)/Snippets/RunPython.swift") ?? ""
        #expect(!snippet.isEmpty)
        #expect(readme.contains("```swift\n\(snippet)```"))
    }

    @Test(
        arguments: [
            "SandboxCore.docc/EmbedASandbox", "SandboxCore.docc/ChooseABackend",
            "SandboxCore.docc/TestWithTheFake", "Exporters.docc/Exporters",
        ]
    )
    func `each example of an article is compiled`(article: String) throws {
        let module = article.prefix { $0 != "." }
        let text = try #require(HostFile.text("\(Demo.root)/Sources/\(module)/\(article).md"))
        let snippets = HostFile.names(in: "\(Demo.root)/Snippets").map { "Snippets/\($0)" }
        let sources = (snippets + ["Tests/SandboxCoreTests/Fake/ReadmeExampleTests.swift"])
            .compactMap { HostFile.text("\(Demo.root)/\($0)") }
        let examples = text.components(between: "```swift\n", and: "```")
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(sources.contains { $0.hasSuffix(example) }, "\(example)")
        }
    }

    @Test(arguments: [
        "SandboxCoreTests/Fake", "SandboxConformance/Bubblewrap", "NotebookModelTests",
        "ExportersTests",
    ])
    func `each example that a test runs is as there`(folder: String) throws {
        let source = HostFile.text("\(Demo.root)/Tests/\(folder)/ReadmeExampleTests.swift") ?? ""
        let marker = "// The example of README.md:\n"
        var rest = source[try #require(source.range(of: marker)).upperBound...]
        while let next = rest.range(of: marker) {
            #expect(readme.contains("```swift\n\(rest[..<next.lowerBound].dropLast())```"))
            rest = rest[next.upperBound...]
        }
        #expect(readme.contains("```swift\n\(rest)```"))
    }
}

extension String {
    /// What stands between each of the marks at the beginning and the next at the end.
    fileprivate func components(between begin: String, and end: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let start = rest.range(of: begin)?.upperBound,
            let stop = rest[start...].range(of: end)?.lowerBound
        {
            parts.append(rest[start..<stop])
            rest = rest[stop...].dropFirst(end.count)
        }
        return parts
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
