import Exporters
import Foundation
import NotebookModel
import Testing

@Suite struct MarkdownCorpusTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "../../../shared/corpus/notebooks")
        .standardizedFileURL

    private static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder.path) ?? nil
        let all = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".ipynb") }
        return all.filter { !["01-", "02-", "03-"].contains($0.prefix(3)) }.sorted()
    }()

    @Test(arguments: names)
    func `a notebook of the corpus gives a well-formed document`(_ name: String) throws {
        let data = try Data(contentsOf: Self.folder.appending(path: name))
        let notebook = try Notebook(reading: [UInt8](data))
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
