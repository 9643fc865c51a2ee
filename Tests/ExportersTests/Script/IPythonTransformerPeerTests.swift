import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct IPythonTransformerPeerTests {
    /// Transforms cells with IPython itself; `null` where it fails.
    private static let program = """
        import sys, json, warnings
        warnings.simplefilter("ignore")
        from IPython.core.inputtransformer2 import TransformerManager
        results = []
        for cell in json.load(sys.stdin):
            try:
                results.append(TransformerManager().transform_cell(cell))
            except Exception:
                results.append(None)
        json.dump(results, sys.stdout)
        """

    /// Compares ours with IPython's; returns how many cells IPython could transform.
    private func compare(_ cells: [String]) async throws -> Int {
        let input = JSONValue.array(cells.map(JSONValue.string)).compactBytes()
        let answer = try await Peer.json(IPythonTransformerPeerTests.program, input: input)
        let expected = try #require(answer.arrayValue)
        var compared = 0
        for (cell, theirs) in zip(cells, expected) {
            guard let theirs = theirs.stringValue else { continue }
            compared += 1
            let ours = IPythonTransformer.transform(Array(cell.utf8))
            if !ours.elementsEqual(theirs.utf8) {
                Issue.record(
                    "\(cell.debugDescription)\nours:   \(String(decoding: ours, as: UTF8.self).debugDescription)\ntheirs: \(theirs.debugDescription)"
                )
                if compared > 3_000 { return compared }
            }
        }
        return compared
    }

    @Test func `every code cell of the corpus becomes what IPython makes of it`() async throws {
        var cells: [String] = []
        for name in Corpus.names {
            let notebook = try Notebook(reading: Corpus.bytes(name))
            cells += notebook.cells.filter(\.isCode).map(\.source)
        }
        #expect(try await compare(cells) > cells.count * 9 / 10)
    }

    @Test(arguments: [14, 20])
    func `hostile cells become what IPython makes of them`(_ seed: UInt64) async throws {
        var cells = HostileCells(seed: seed)
        let all = (0..<8_000).map { _ in cells.next(pieces: Int(seed)) }
        #expect(try await compare(all) > 1_500)
    }
}
