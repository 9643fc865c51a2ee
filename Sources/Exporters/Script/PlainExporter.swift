public import NotebookModel

/// Writes a notebook as a bare script: code, texts as comments, and nothing else.
///
/// Blocks are parted by one blank line; there are no marks and no header, so the script can't be
/// read back. Code stands as it is, without blank lines at its start and end; magics and what does
/// not compile become comments by the rules of ``ScriptExporter``, so that the script of a Python
/// notebook compiles. A cell that shows an image is a comment line that names it.
public struct PlainExporter: NotebookExporter, Hashable {
    /// Makes an exporter.
    public init() {}

    /// The type of the script, which depends on the language.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name.
    public func documentType(of notebook: Notebook) -> DocumentType {
        ScriptLanguage.better(notebook).type
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
        var script = PlainScript(language: ScriptLanguage.better(notebook))
        for (index, cell) in notebook.cells.enumerated() {
            for loss in ExportWarning.losses(inScriptOf: cell, at: index) {
                try receive(.warning(loss))
            }
            let text = script.text(of: cell)
            if !text.isEmpty { try receive(.bytes(text)) }
        }
    }
}
