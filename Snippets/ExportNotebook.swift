import Exporters
import NotebookModel

let notebook = Notebook(cells: [.markdown("# Report")])

let document = MarkdownExporter(documentName: "report").export(notebook)
for warning in document.warnings { print(warning) }
