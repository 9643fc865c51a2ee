import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct PercentImporterPeerTests {
    /// Compares the cells of texts with what jupytext reads.
    ///
    /// Lines that only Python's `splitlines` ends are left out: here they go on.
    private func compare(_ texts: [String]) async throws {
        let texts = texts.filter { text in
            !text.unicodeScalars.contains {
                (0x0B...0x0C).contains($0.value) || (0x1C...0x1E).contains($0.value)
                    || [0x85, 0x2028, 0x2029].contains($0.value)
            }
        }
        let answers = try await JupytextPeer.reads(texts)
        var compared = 0
        for (index, (text, answer)) in zip(texts, answers).enumerated() {
            let own = try PercentImporter().read(Array(text.utf8)).notebook.cells.map(
                JupytextPeer.PlainCell.init
            )
            guard let answer else { continue }
            compared += 1
            #expect(own.count == answer.count, "text \(index): \(own.count), not \(answer.count)")
            if let (left, right) = zip(own, answer).first(where: { $0 != $1 }) {
                Issue.record("text \(index): \(left)\n  not \(right)")
            }
        }
        #expect(compared * 4 > texts.count * 3)
    }

    @Test func `the corpus's scripts are read as jupytext reads them`() async throws {
        let notebooks = try Corpus.names.map { try Notebook(reading: Corpus.bytes($0)) }
        try await compare(JupytextPeer.writes(notebooks).compactMap { $0 })
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `scripts of hostile notebooks are read as jupytext reads them`(_ seed: UInt64) async throws
    {
        var hostile = HostilePercentNotebooks(seed: seed)
        try await compare(
            (0..<500).map { _ in PercentExporter(mode: .compatible).export(hostile.notebook()).text
            }
        )
    }

    @Test func `scripts in other languages are read as jupytext reads them`() async throws {
        let languages = ["R", "julia", "scala", "C#", "go", "rust", "bash", "Python"]
        var hostile = HostilePercentNotebooks(seed: 15)
        try await compare(
            (0..<500).map { _ in
                PercentExporter(mode: .compatible).export(hostile.notebook(languages: languages))
                    .text
            }
        )
    }
}
