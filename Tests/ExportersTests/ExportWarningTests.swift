import Exporters
import NotebookModel
import Testing

@Suite struct ExportWarningTests {
    private static let exporters: [any NotebookExporter] = [
        MarkdownExporter(), MarkdownExporter(mode: .compatible), HTMLExporter(),
    ]

    @Test(arguments: exporters.indices)
    func `an output that can't be decoded is said once`(_ index: Int) {
        let output = Output.displayData(["image/png": .base64("A")])
        let notebook = Notebook(cells: [.code("1", outputs: [output])])
        let document = Self.exporters[index].export(notebook)
        #expect(
            document.warnings
                == [ExportWarning(.undecodableData(type: "image/png"), cell: 0, output: 0)]
        )
    }

    @Test(arguments: exporters.indices)
    func `what is left out beside it is said too`(_ index: Int) {
        let output = Output.displayData([
            "application/x-viewer": "x", "image/png": .base64("A"),
        ])
        let notebook = Notebook(cells: [.code("1", outputs: [output])])
        let kinds = Self.exporters[index].export(notebook).warnings.map(\.kind)
        #expect(kinds.contains(.undecodableData(type: "image/png")))
        #expect(kinds.contains(.unshownOutput(types: ["application/x-viewer", "image/png"])))
    }
}
