public import NotebookModel

/// Writes a notebook as a script with a mark `# In[n]:` before every code cell.
public struct ScriptExporter: NotebookExporter, Hashable {
    /// Whose form the script has.
    public enum Mode: Sendable, Hashable {
        /// Our own form, which runs without IPython and can be read back.
        case better
        /// The form of `jupyter nbconvert --to script` 7, byte for byte.
        ///
        /// As there, only notebooks with the member `nbconvert_exporter` in `language_info` are
        /// Python ones; the code of all others is written bare.
        case compatible
    }

    /// Whose form the script has, `better` by default.
    public var mode: Mode

    /// Makes an exporter.
    public init(mode: Mode = .better) {
        self.mode = mode
    }

    /// The type of the script, which depends on the language.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name; plain text if the notebook doesn't
    ///   tell.
    public func documentType(of notebook: Notebook) -> DocumentType {
        switch mode {
        case .better: ScriptLanguage.better(notebook).type
        case .compatible: ScriptLanguage.compatible(notebook).type
        }
    }

    /// Writes a notebook cell by cell.
    ///
    /// - Parameters:
    ///   - notebook: The notebook.
    ///   - receive: Takes the pieces in order; what it throws ends the export.
    /// - Throws: What `receive` throws, nothing else.
    public func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        var script = CompatibleScript(notebook)
        try receive(.bytes(script.header))
        for (index, cell) in notebook.cells.enumerated() {
            if case .unknown(let type) = cell.kind {
                try receive(.warning(ExportWarning(.unknownCell(type: type), cell: index)))
            }
            let text = script.text(of: cell)
            if !text.isEmpty { try receive(.bytes(text)) }
        }
    }
}
