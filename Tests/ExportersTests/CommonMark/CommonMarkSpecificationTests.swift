import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

/// The examples of the CommonMark specification.
private enum Specification {
    struct Example {
        let number: Int
        let section: String
        let markdown: String
        let html: String
    }

    /// `Scripts/prepare-peers` puts them beside the peers' Python.
    static let examples: [Example] = {
        guard let python = Peer.python else { return [] }
        let file = URL(filePath: python).appending(path: "../../commonmark/commonmark.json")
        guard let data = try? Data(contentsOf: file.standardizedFileURL),
            let value = try? JSONValue(parsing: [UInt8](data))
        else { return [] }
        return (value.arrayValue ?? []).compactMap { example in
            guard let number = example["example"]?.intValue,
                let section = example["section"]?.stringValue,
                let markdown = example["markdown"]?.stringValue,
                let html = example["html"]?.stringValue
            else { return nil }
            return Example(number: number, section: section, markdown: markdown, html: html)
        }
    }()

    static let sections = Array(Set(examples.map(\.section))).sorted()
}

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(1)))
struct CommonMarkSpecificationTests {
    @Test func `the specification has all its examples`() {
        #expect(Specification.examples.count == 652)
        #expect(Specification.sections.count == 26)
    }

    @Test(arguments: Specification.sections)
    func `every example of a section gives its HTML`(_ section: String) {
        for example in Specification.examples where example.section == section {
            let html = CommonMarkRenderer().render(example.markdown)
            #expect(html == example.html, "example \(example.number): \(example.markdown)")
        }
    }
}
