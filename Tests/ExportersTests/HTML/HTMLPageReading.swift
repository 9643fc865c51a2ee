import Exporters
import Foundation
import NotebookModel

/// Makes pages of cells and looks at them.
protocol HTMLPageReading {}

extension HTMLPageReading {
    func document(
        _ cells: Cell...,
        exporter: HTMLExporter = HTMLExporter()
    ) -> ExportedDocument {
        exporter.export(Notebook(cells: cells, metadata: ["language_info": ["name": "python"]]))
    }

    func output(_ outputs: Output...) -> String {
        body(document(.code("", outputs: outputs)))
    }

    /// What stands between the tags of `main`.
    func body(_ document: ExportedDocument) -> String {
        let text = document.text
        guard let start = text.range(of: "<main>\n"), let end = text.range(of: "</main>") else {
            return "no main"
        }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
