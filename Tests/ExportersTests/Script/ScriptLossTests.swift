import Exporters
import NotebookModel
import Testing

@Suite struct ScriptLossTests {
    static let exporters: [any NotebookExporter] = [
        PercentExporter(), PercentExporter(mode: .compatible), ScriptExporter(),
        ScriptExporter(mode: .compatible), PlainExporter(),
    ]

    @Test(arguments: exporters.indices)
    func `a script says which files and cells it does not hold`(_ index: Int) {
        let file = CellAttachment(name: "a.png", content: ["image/png": .base64("AQID")])
        let notebook = Notebook(cells: [
            .markdown("![](attachment:a.png)", attachments: [file]),
            Cell(kind: .unknown(type: "hologram"), source: "x"),
        ])
        let warnings = Self.exporters[index].export(notebook).warnings
        #expect(warnings.contains(ExportWarning(.unexpressedMetadata(key: "attachments"), cell: 0)))
        #expect(warnings.contains(ExportWarning(.unknownCell(type: "hologram"), cell: 1)))
    }
}
