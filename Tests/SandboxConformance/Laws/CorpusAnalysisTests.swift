import Foundation
import NotebookModel
import SandboxCore
import Testing

/// The cells of real notebooks, with Python's own symbol table as the oracle.
@Suite(.timeLimit(.minutes(5)))
struct CorpusAnalysisTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "../../../../shared/corpus/notebooks")
        .standardizedFileURL

    /// The code cells of each notebook that can be read.
    private static let notebooks: [(name: String, cells: [String])] = {
        let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]
        return (files ?? []).filter { $0.hasSuffix(".ipynb") }.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name)),
                let notebook = try? Notebook(reading: [UInt8](data))
            else { return nil }
            return (name, notebook.cells.filter(\.isCode).map(\.source))
        }
    }()

    /// Names that are bound, and names that are referenced and not bound, at the top of each cell
    /// which is Python without magics; null for others.
    private static let oracle = """
        import json, symtable
        def names(code):
            try:
                top = symtable.symtable(code, 'cell', 'exec')
            except Exception:
                return None
            used = set()
            def look(table, hidden):
                for symbol in table.get_symbols():
                    if symbol.is_global() and symbol.is_referenced():
                        used.add(symbol.get_name())
                for child in table.get_children():
                    look(child, hidden)
            look(top, None)
            symbols = top.get_symbols()
            used |= {s.get_name() for s in symbols if s.is_referenced()}
            bound = [s.get_name() for s in symbols if s.is_assigned() or s.is_imported()]
            return {'bound': sorted(bound), 'used': sorted(used)}
        print(json.dumps([names(cell) for cell in json.load(open('cells.json'))]))
        """

    private struct Names: Decodable {
        var bound: [String]
        var used: [String]
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `every cell of the corpus is understood`(backend: BackendUnderTest) async throws {
        try #require(
            !Self.notebooks.isEmpty || !FileManager.default.fileExists(atPath: Self.folder.path)
        )
        var checked = 0
        try await backend.withSession { session in
            for (name, cells) in Self.notebooks {
                let found = try await session.analysis(of: cells)
                let data = try JSONEncoder().encode(cells)
                try await session.workspace.write([UInt8](data), to: "cells.json")
                let told = try await session.run(Self.oracle, CellOptions(isSilent: true))
                let expected = try JSONDecoder().decode([Names?].self, from: Data(told.text.utf8))
                let defined = Set(found.flatMap(\.defines))
                for (index, pair) in zip(found, expected).enumerated() {
                    guard let names = pair.1 else { continue }
                    checked += 1
                    let place = "\(name) \(index): \(cells[index])"
                    #expect(pair.0.failure == nil, "\(place)")
                    // The name of a caught exception is gone, as deleted ones are.
                    let missing = Set(names.bound).subtracting(pair.0.defines + pair.0.deletes)
                        .filter { !cells[index].contains(" as \($0):") }
                    #expect(missing.isEmpty, "\(place)")
                    // What functions bind by `global` is no symbol of the top.
                    let extra = Set(pair.0.defines).subtracting(names.bound)
                    #expect(extra.isEmpty || cells[index].contains("global "), "\(place)")
                    let used = Set(names.used).intersection(defined).subtracting(names.bound)
                    #expect(used.isSubset(of: pair.0.uses), "\(place)")
                    #expect(Set(pair.0.uses).isSubset(of: names.used), "\(place)")
                }
                let notebook = NotebookDependencies(found)
                for index in cells.indices {
                    #expect(notebook.dependencies(of: index).allSatisfy { $0 < index })
                }
            }
        }
        #expect(Self.notebooks.isEmpty || checked > 300, "\(checked)")
    }
}
