import Exporters
import NotebookModel
import Testing

// The example of README.md:
@Test func `a notebook becomes a page and a script`() throws {
    let notebook = Notebook(cells: [.markdown("# Sums"), .code("%time sum(range(10))")])
    let page = HTMLExporter().export(notebook)
    #expect(page.text.contains("<h1"))
    let script = PercentExporter().export(notebook)
    #expect(script.warnings.isEmpty)
    let back = try PercentImporter().read(script.bytes).notebook
    #expect(back.cells[1].source == "%time sum(range(10))")
}
