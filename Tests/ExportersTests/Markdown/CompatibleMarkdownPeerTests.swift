import Exporters
import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct CompatibleMarkdownPeerTests {
    private func expectSame(
        _ notebooks: [(name: String, file: [UInt8])],
        as name: String?
    ) async throws {
        let exporter = MarkdownExporter(
            mode: .compatible,
            documentName: name ?? "output",
            resourceFolder: name == nil ? "" : nil
        )
        let theirs = try await Nbconvert.markdown(of: notebooks.map(\.file), name: name)
        #expect(theirs.count == notebooks.count)
        #expect(theirs.compactMap(\.self).count >= notebooks.count * 3 / 4)
        for (notebook, document) in zip(notebooks, theirs) {
            let own = exporter.export(try Notebook(reading: notebook.file))
            let files = Dictionary(own.resources.map { ($0.path, $0.bytes) }) { $1 }
            guard let document else { continue }
            let difference = Nbconvert.Document(text: own.bytes, files: files)
                .difference(from: document)
            #expect(difference == nil, "\(notebook.name)")
        }
    }

    @Test(arguments: ["my näme", nil])
    func `the corpus is written as nbconvert writes it`(_ name: String?) async throws {
        try await expectSame(Corpus.names.map { ($0, try Corpus.bytes($0)) }, as: name)
    }

    @Test(arguments: [(false, "a#b c"), (true, "my näme"), (true, nil)])
    func `hostile notebooks are written as nbconvert writes them`(
        _ hasDamage: Bool,
        _ name: String?
    ) async throws {
        let notebooks = (0..<UInt64(400)).map { seed in
            var generator = HostileNotebookGenerator(seed: seed, hasDamage: hasDamage)
            return ("seed \(seed)", generator.notebook())
        }
        try await expectSame(notebooks, as: name)
    }
}
