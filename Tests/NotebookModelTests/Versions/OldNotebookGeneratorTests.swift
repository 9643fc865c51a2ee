import NotebookModel
import Testing

@Suite struct OldNotebookGeneratorTests {
    @Test func `every type of cell and output is generated, with texts and with lists`() {
        var cells: [Int: Set<String>] = [:]
        var outputs: Set<String> = []
        var kinds: Set<Bool> = []
        for format in 1...3 {
            for seed in 0..<200 {
                var generator = OldNotebookGenerator(format: format, seed: UInt64(seed))
                let notebook = generator.notebook()
                let sheets = notebook["worksheets"]?.arrayValue ?? [.object(notebook)]
                for cell in sheets.flatMap({ $0["cells"]?.arrayValue ?? [] }) {
                    cells[format, default: []].insert(cell["cell_type"]?.stringValue ?? "")
                    if let source = cell["source"] { kinds.insert(source.stringValue != nil) }
                    for output in cell["outputs"]?.arrayValue ?? [] {
                        outputs.insert(output["output_type"]?.stringValue ?? "")
                    }
                }
            }
        }
        #expect(cells == OldNotebookGenerator.cellTypes.mapValues(Set.init))
        #expect(outputs == Set(OldNotebookGenerator.outputTypes))
        #expect(kinds == [true, false])
    }
}
