import NotebookModel
import NotebookTestSupport
import Testing

/// The upgrade compared with that of nbformat.
@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct UpgradePeerTests {
    /// Reads a list of notebooks and writes them as nbformat upgrades them, ids aside.
    private static let upgrade = """
        import json, logging, sys, nbformat
        logging.disable(logging.CRITICAL)
        def upgraded(notebook):
            notebook = nbformat.reads(json.dumps(notebook), as_version=4)
            for cell in notebook.cells:
                del cell["id"]
            return notebook
        json.dump([upgraded(notebook) for notebook in json.load(sys.stdin)], sys.stdout)
        """

    private func upgraded(_ notebook: JSONObject) throws -> JSONValue {
        var upgrade = try #require(NotebookUpgrade(of: notebook))
        return .object(try upgrade.upgraded())
    }

    private func sorted(_ value: JSONValue) -> String {
        String(decoding: JSONWriter.notebook.bytes(for: value), as: UTF8.self)
    }

    @Test(arguments: [1, 2, 3])
    func `generated notebooks are upgraded as by nbformat`(_ format: Int) async throws {
        let notebooks = (0..<200).map { index in
            var generator = OldNotebookGenerator(format: format, seed: UInt64(index))
            return generator.notebook()
        }
        let all = JSONValue.array(notebooks.map(JSONValue.object))
        let answer = try await Peer.json(Self.upgrade, input: all.compactBytes())
        let expected = try #require(answer.arrayValue)
        try #require(expected.count == notebooks.count)
        for (notebook, var expected) in zip(notebooks, expected) {
            // Ours knows format 1, nbformat takes it for 2.
            if format == 1 { expected = try noting(format: 1, in: expected) }
            let ours = try upgraded(notebook)
            #expect(sorted(ours) == sorted(expected), "\(JSONValue.object(notebook))")
        }
    }

    private func noting(format: Int, in notebook: JSONValue) throws -> JSONValue {
        var notebook = try #require(notebook.objectValue)
        var metadata = try #require(notebook["metadata"]?.objectValue)
        metadata["orig_nbformat"] = .number(format)
        notebook["metadata"] = .object(metadata)
        return .object(notebook)
    }

    @Test(arguments: Corpus.names.isEmpty ? [] : Corpus.older)
    func `older notebooks of the corpus are upgraded as by nbformat`(_ name: String) async throws {
        let bytes = try Corpus.bytes(name)
        let file = try #require(try JSONValue(parsing: bytes).objectValue)
        let input = JSONValue.array([.object(file)]).compactBytes()
        let expected = try #require(try await Peer.json(Self.upgrade, input: input)[0])
        #expect(sorted(try upgraded(file)) == sorted(expected))
    }

    @Test(arguments: Corpus.names.isEmpty ? [] : Corpus.older)
    func `older notebooks of the corpus are written as by nbformat`(_ name: String) async throws {
        let bytes = try Corpus.bytes(name)
        let program = """
            import sys, nbformat
            notebook = nbformat.reads(sys.stdin.read(), as_version=4)
            for cell in notebook.cells:
                del cell["id"]
            print(nbformat.v4.writes(notebook))
            """
        var notebook = try Notebook(reading: bytes)
        #expect(notebook.cells.allSatisfy { $0.id?.utf8.count == 8 })
        for index in notebook.cells.indices { notebook.cells[index].id = nil }
        let expected = try await Peer.run(program, input: bytes)
        #expect(notebook.jsonBytes() == expected)
    }
}
