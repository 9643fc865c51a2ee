internal import NotebookModel

/// A notebook as the script that jupytext writes.
struct PercentScript {
    /// The text and the warnings, the warnings first.
    private(set) var parts: [ExportPart] = []

    /// Writes a notebook.
    init(_ notebook: Notebook) {
        let metadata = JupytextMetadata.rearranged(notebook.metadata)
        let settings = JupytextSettings(metadata)
        var warnings: [ExportWarning] = []
        let header = PercentHeader(notebook, metadata: metadata, settings: settings) { key in
            warnings.append(ExportWarning(.unexpressedMetadata(key: key)))
        }
        warnings += header.filteredKeys.map { ExportWarning(.filteredMetadata(key: $0)) }
        var texts: [PercentLines] = []
        var blankLines: [Int?] = []
        texts.reserveCapacity(notebook.cells.count)
        blankLines.reserveCapacity(notebook.cells.count)
        for index in notebook.cells.indices.dropFirst(header.takesFirstCell ? 1 : 0) {
            let usual = notebook.cells.span[index].withContent { PercentLines(usual: $0, settings) }
            if let usual {
                texts.append(usual)
                blankLines.append(nil)
                continue
            }
            let cell = notebook.cells[index].content
            warnings += ExportWarning.losses(inScriptOf: cell.kind, at: index)
            var script = PercentCell(cell, settings: settings) { key in
                warnings.append(ExportWarning(.unexpressedMetadata(key: key), cell: index))
            }
            blankLines.append(script.blankLines)
            texts.append(script.rendered(settings))
        }
        BlankLines.add(to: &texts, given: blankLines)
        var head = header.lines
        let isEmpty = texts.allSatisfy { $0.count == 0 }
        head.blankLines = header.blankLines ?? (isEmpty ? 1 : header.hasYAML ? 1 : 0)
        var document = head.joined(with: texts)
        // Lines are joined by line feeds: the last one has none.
        if !document.isEmpty { document.removeLast() }
        parts = warnings.map(ExportPart.warning)
        if !document.isEmpty { parts.append(.bytes(document)) }
    }
}
