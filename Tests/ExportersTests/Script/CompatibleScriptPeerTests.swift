import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct CompatibleScriptPeerTests {
    /// Converts notebooks with nbconvert itself; `null` where it fails.
    private static let program = """
        import sys, json, warnings, logging
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        import nbformat
        from nbconvert.exporters import ScriptExporter
        results = []
        for text in json.load(sys.stdin):
            try:
                notebook = nbformat.reads(text, as_version=4)
                text, resources = ScriptExporter().from_notebook_node(notebook)
                results.append([text, resources["output_extension"]])
            except Exception:
                results.append(None)
        json.dump(results, sys.stdout)
        """

    /// Compares ours with nbconvert's; returns how many notebooks nbconvert could convert.
    private func compare(_ notebooks: [Notebook], names: [String]) async throws -> Int {
        let texts = notebooks.map { String(decoding: $0.jsonBytes(), as: UTF8.self) }
        let input = JSONValue.array(texts.map(JSONValue.string)).compactBytes()
        let answer = try await Peer.json(CompatibleScriptPeerTests.program, input: input)
        let results = try #require(answer.arrayValue)
        var compared = 0
        for (index, result) in results.enumerated() {
            guard let theirs = result.arrayValue?.compactMap(\.stringValue), theirs.count == 2
            else { continue }
            compared += 1
            let ours = ScriptExporter(mode: .compatible).export(notebooks[index])
            let isSame = ours.bytes.elementsEqual(theirs[0].utf8)
            if !isSame {
                let common = zip(ours.bytes, theirs[0].utf8).prefix { $0 == $1 }.count
                let place = String(
                    decoding: theirs[0].utf8.dropFirst(max(0, common - 40)).prefix(120),
                    as: UTF8.self
                )
                Issue.record("\(names[index]) differs at \(common): \(place.debugDescription)")
            }
            let end = ours.type.fileExtension
            #expect(theirs[1] == (end.isEmpty ? "" : "." + end), "\(names[index])")
        }
        return compared
    }

    @Test func `the corpus becomes what nbconvert makes of it`() async throws {
        let notebooks = try Corpus.names.map { try Notebook(reading: Corpus.bytes($0)) }
        #expect(try await compare(notebooks, names: Corpus.names) > Corpus.names.count * 8 / 10)
    }

    @Test func `hostile notebooks become what nbconvert makes of them`() async throws {
        var maker = HostileNotebooks(seed: 7)
        let notebooks = (0..<500).map { _ in maker.next() }
        #expect(try await compare(notebooks, names: notebooks.indices.map(String.init)) > 250)
    }
}
