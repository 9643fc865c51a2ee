internal import NotebookModel

/// A notebook as the script that jupytext writes, in pieces.
struct PercentScript {
    /// The pieces and the warnings in order.
    private(set) var parts: [ExportPart] = []

    /// Writes a notebook.
    init(_ notebook: Notebook) {
        let metadata = JupytextMetadata.rearranged(notebook.metadata)
        let settings = JupytextSettings(metadata)
        var warnings: [ExportWarning] = []
        let header = PercentHeader(notebook, metadata: metadata, settings: settings) { key in
            warnings.append(ExportWarning(.unexpressedMetadata(key: key)))
        }
        let cells = notebook.cells.dropFirst(header.takesFirstCell ? 1 : 0)
        var texts: [PercentLines] = []
        var blankLines: [Int?] = []
        for (index, cell) in zip(cells.indices, cells) {
            var script = PercentCell(cell, settings: settings) { key in
                warnings.append(ExportWarning(.unexpressedMetadata(key: key), cell: index))
            }
            blankLines.append(script.blankLines)
            texts.append(script.rendered())
        }
        texts = BlankLines.added(to: texts, given: blankLines)
        var head = header.lines
        let isEmpty = texts.allSatisfy { $0.count == 0 }
        head.appendBlank(header.blankLines ?? (isEmpty ? 1 : header.hasYAML ? 1 : 0))
        parts = warnings.map(ExportPart.warning)
        var pieces = ([head] + texts).map(\.bytes).filter { !$0.isEmpty }
        // Lines are joined by line feeds: the last one has none.
        if let last = pieces.indices.last { pieces[last].removeLast() }
        parts += pieces.filter { !$0.isEmpty }.map(ExportPart.bytes)
    }
}
