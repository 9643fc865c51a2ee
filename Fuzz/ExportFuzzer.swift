// Compiled by Scripts/fuzz against the modules NotebookModel and Exporters.

import Exporters
import NotebookModel

private let exporters: [any NotebookExporter] = [
    IPynbExporter(clearsOutputs: true, stripsTransientMetadata: true, version: .v40),
    IPynbExporter(images: .dropped),
    PercentExporter(), PercentExporter(mode: .compatible),
    ScriptExporter(), ScriptExporter(mode: .compatible), PlainExporter(),
    MarkdownExporter(collapsedOutputLines: 3), MarkdownExporter(resources: .dataURIs),
    MarkdownExporter(mode: .compatible), HTMLExporter(),
]

/// One input of libFuzzer: as a notebook that is exported, and as a text that is imported.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExports(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    if let notebook = try? Notebook(reading: bytes) { export(notebook) }
    let text = String(decoding: bytes, as: UTF8.self)
    let output = Output.displayData(["text/markdown": .text(text), "text/html": .text(text)])
    export(
        Notebook(cells: [
            .markdown(text),
            .code(text, outputs: [.stream(.stdout, text), output]),
            .raw(text),
        ])
    )
    return 0
}

private func export(_ notebook: Notebook) {
    for exporter in exporters {
        let document = exporter.export(notebook)
        precondition(Set(document.resources.map(\.path)).count == document.resources.count)
        for resource in document.resources {
            precondition(!resource.path.hasPrefix("/") && !resource.path.contains(".."))
        }
    }
    roundTrip(notebook, PercentExporter(), PercentImporter())
    roundTrip(notebook, ScriptExporter(), ScriptImporter())
}

/// What is written and read back has the same cells, unless a warning says something else.
private func roundTrip(
    _ notebook: Notebook,
    _ exporter: any NotebookExporter,
    _ importer: any NotebookImporter
) {
    let document = exporter.export(notebook)
    guard document.warnings.isEmpty else { return }
    let back = try? importer.read(document.bytes).notebook
    precondition(
        back?.cells.map { [$0.type, $0.source] } == notebook.cells.map { [$0.type, $0.source] },
        "a cell changed on its way through \(exporter)"
    )
}
