import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ScriptRoundTripTests {
    /// Writes and reads a notebook; the cells about which there was a warning aren't compared.
    private func check(
        _ notebook: Notebook,
        _ exporter: ScriptExporter,
        _ name: String
    ) throws -> Int {
        let document = exporter.export(notebook)
        let known = notebook.cells.enumerated().filter { _, cell in
            if case .unknown = cell.kind { false } else { true }
        }
        let result = try ScriptImporter().read(document.bytes).notebook.cells
        let doubtful = Set(
            document.warnings.filter { $0.kind == .ambiguousSource }.compactMap(\.cell)
        )
        if exporter.magics == .calls, !doubtful.isEmpty { return doubtful.count }
        guard result.count == known.count else {
            Issue.record(
                "\(name): \(result.count) cells of \(known.count)\n\(document.text.debugDescription)\n\(known.map(\.element.source))"
            )
            return doubtful.count
        }
        for ((index, cell), read) in zip(known, result) where !doubtful.contains(index) {
            let isSame = read.source.utf8.elementsEqual(cell.source.utf8) && read.type == cell.type
            #expect(
                isSame,
                "\(name), cell \(index): \(cell.source.debugDescription) was read as \(read.source.debugDescription)"
            )
            if let count = cell.executionCount, count > 0 { #expect(read.executionCount == count) }
        }
        return doubtful.count
    }

    private func isPython(_ notebook: Notebook) -> Bool {
        ScriptExporter().documentType(of: notebook).fileExtension == "py"
            && ScriptImporter.recognizes(ScriptExporter().export(notebook).bytes)
    }

    @Test(arguments: Corpus.names)
    func `a notebook of the corpus is read back as it was`(_ name: String) throws {
        let notebook = try Notebook(reading: Corpus.bytes(name))
        guard isPython(notebook) else { return }
        #expect(try check(notebook, ScriptExporter(), name) == 0)
        _ = try check(notebook, ScriptExporter(magics: .calls), name)
    }

    @Test(arguments: [ScriptExporter.MagicForm.comments, .calls])
    func `hostile notebooks are read back as they were`(_ magics: ScriptExporter.MagicForm) throws {
        var maker = HostileNotebooks(seed: 11)
        var doubtful = 0
        var cells = 0
        for index in 0..<3_000 {
            let notebook = maker.next()
            guard isPython(notebook) else { continue }
            doubtful += try check(notebook, ScriptExporter(magics: magics), "\(index)")
            cells += notebook.cells.count
        }
        #expect(cells > 5_000)
        #expect(Double(doubtful) < (magics == .comments ? 0.1 : 0.5) * Double(cells))
    }
}
