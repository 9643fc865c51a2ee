import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct ScriptPythonPeerTests {
    /// Parses and compiles texts with Python itself.
    private static let program = """
        import sys, json, warnings, ast
        warnings.simplefilter("ignore")
        results = []
        for text in json.load(sys.stdin):
            try:
                ast.parse(text)
                compile(text.encode(), "x", "exec", dont_inherit=True)
                results.append(None)
            except Exception as error:
                results.append(repr(error))
        json.dump(results, sys.stdout)
        """

    private func refused(_ texts: [String]) async throws -> [String] {
        let input = JSONValue.array(texts.map(JSONValue.string)).compactBytes()
        let answer = try await Peer.json(ScriptPythonPeerTests.program, input: input)
        let results = try #require(answer.arrayValue)
        #expect(results.count == texts.count)
        return zip(texts, results).compactMap { text, error in
            error.stringValue.map { "\($0): \(text.debugDescription)" }
        }
    }

    /// The forms of a notebook that should compile.
    private func forms(_ notebook: Notebook) -> [String] {
        guard ScriptExporter().documentType(of: notebook).fileExtension == "py" else { return [] }
        return [
            ScriptExporter().export(notebook).text,
            ScriptExporter(magics: .calls).export(notebook).text,
            PlainExporter().export(notebook).text,
        ]
    }

    @Test func `the scripts of the corpus compile`() async throws {
        let texts = try Corpus.names.flatMap { forms(try Notebook(reading: Corpus.bytes($0))) }
        #expect(texts.count > 60)
        #expect(try await refused(texts) == [])
    }

    @Test func `the scripts of hostile notebooks compile`() async throws {
        var maker = HostileNotebooks(seed: 5)
        let texts = (0..<2_000).flatMap { _ in forms(maker.next()) }
        #expect(texts.count > 3_000)
        #expect(try await refused(texts) == [])
    }
}
