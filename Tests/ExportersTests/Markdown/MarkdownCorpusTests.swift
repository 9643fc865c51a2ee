import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct MarkdownCorpusTests {
    @Test(arguments: Corpus.names)
    func `a notebook of the corpus gives a well-formed document`(_ name: String) throws {
        let notebook = try Notebook(reading: Corpus.bytes(name))
        let document = MarkdownExporter(documentName: name).export(notebook)
        let text = document.text
        #expect(text.isEmpty == notebook.cells.isEmpty)
        #expect(text.isEmpty || text.hasSuffix("\n"))
        #expect(!text.hasSuffix("\n\n"))
        #expect(!text.hasPrefix("\n"))
        let paths = document.resources.map(\.path)
        #expect(Set(paths.map { $0.lowercased() }).count == paths.count)
        for path in paths {
            #expect(path.split(separator: "/", omittingEmptySubsequences: false).count == 2)
            #expect(!path.contains(".."))
        }
        for resource in document.resources where resource.mediaType == "image/png" {
            #expect(resource.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
    }
}
