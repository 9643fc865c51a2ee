import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct PercentCompatibleTests {
    private func compare(_ notebooks: [Notebook]) async throws {
        let answers = try await JupytextPeer.writes(notebooks)
        #expect(answers.count == notebooks.count)
        for (index, (notebook, answer)) in zip(notebooks, answers).enumerated() {
            let text = PercentExporter(mode: .compatible).export(notebook).text
            guard let answer else { continue }
            let difference = JupytextPeer.difference(text, answer)
            #expect(difference.isEmpty, "notebook \(index): \(difference)")
        }
        let raised = answers.filter { $0 == nil }.count
        #expect(raised * 4 < notebooks.count, "\(raised)")
    }

    @Test func `the corpus is written as jupytext writes it`() async throws {
        try await compare(Corpus.names.map { try Notebook(reading: Corpus.bytes($0)) })
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `hostile notebooks are written as jupytext writes them`(_ seed: UInt64) async throws {
        var hostile = HostilePercentNotebooks(seed: seed)
        try await compare((0..<500).map { _ in hostile.notebook() })
    }

    @Test func `notebooks in other languages are written as jupytext writes them`() async throws {
        let languages = [
            "R", "julia", "scala", "C#", "C++17", "javascript", "sql", "go", "rust", "haskell",
            "matlab", "octave", "ocaml", "F#", "bash", "SAS", "sas", "Python", "wolfram language",
        ]
        var hostile = HostilePercentNotebooks(seed: 5)
        try await compare((0..<1_000).map { _ in hostile.notebook(languages: languages) })
    }
}
