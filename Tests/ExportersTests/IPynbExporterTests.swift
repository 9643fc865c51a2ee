import Exporters
import NotebookModel
import Testing

@Suite struct IPynbExporterTests {
    private let notebook = Notebook(cells: [
        .code(
            "1",
            outputs: [.stream(.stdout, "1")],
            executionCount: 1,
            metadata: ["execution": [:]]
        ),
        .markdown("x"),
    ])

    @Test func `by default nothing changes`() {
        let document = IPynbExporter().export(notebook)
        #expect(document.bytes == notebook.jsonBytes())
        #expect(document.type.fileExtension == "ipynb")
        #expect(document.resources.isEmpty)
    }

    @Test func `outputs and metadata can be left out and ids added`() throws {
        let exporter = IPynbExporter(
            clearsOutputs: true,
            removedCellMetadata: ["execution"],
            addsMissingIDs: true
        )
        let result = try Notebook(reading: exporter.export(notebook).bytes)
        #expect(result.cells[0].kind == .code(outputs: [], executionCount: nil))
        #expect(result.cells[0].metadata.isEmpty)
        #expect(result.cells.allSatisfy { $0.id != nil })
    }
}
