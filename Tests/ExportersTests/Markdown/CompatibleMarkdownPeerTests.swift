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

    @Test(arguments: [false, true])
    func `hostile notebooks are written as nbconvert writes them`(_ hasDamage: Bool) throws {
        let notebooks = (0..<UInt64(400)).map { seed in
            var generator = HostileNotebookGenerator(seed: seed, hasDamage: hasDamage)
            return generator.notebook()
        }
        let theirs = try Nbconvert.markdown(of: notebooks)
        #expect(theirs.compactMap(\.self).count > 300)
        for (seed, document) in theirs.enumerated() {
            let own = try ours(notebooks[seed])
            guard let document else { continue }
            #expect(own.difference(from: document) == nil, "seed \(seed)")
        }
    }
}
