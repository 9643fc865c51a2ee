import Exporters
import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct CompatibleMarkdownPeerTests {
    private let exporter = MarkdownExporter(
        mode: .compatible,
        documentName: Nbconvert.documentName
    )

    private func ours(_ notebook: [UInt8]) throws -> Nbconvert.Document {
        let document = exporter.export(try Notebook(reading: notebook))
        return Nbconvert.Document(
            text: document.bytes,
            files: Dictionary(document.resources.map { ($0.path, $0.bytes) }) { $1 }
        )
    }

    @Test func `the corpus is written as nbconvert writes it`() throws {
        let notebooks = try Corpus.names.map { try Corpus.bytes($0) }
        let theirs = try Nbconvert.markdown(of: notebooks)
        #expect(theirs.compactMap(\.self).count >= Corpus.names.count - 2)
        for (index, document) in theirs.enumerated() {
            guard let document else { continue }
            let name = Corpus.names[index]
            let difference = try ours(notebooks[index]).difference(from: document)
            #expect(difference == nil, "\(name)")
        }
    }
}
