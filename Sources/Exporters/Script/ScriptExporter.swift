public import NotebookModel

/// Writes a notebook as a script with a mark `# In[n]:` before every code cell.
///
/// The better form of a Python notebook is a module that Python 3.12 compiles, whatever the cells
/// hold, and that ``ScriptImporter`` reads back to the same cells:
/// - Magics, shell commands and requests for help become comments (`pass  # …` in a block), as do
///   whole cells with a cell magic, unless its body is Python (`%%time`, `%%capture` and the like).
/// - A cell that does not compile as part of a module (a syntax error, another language, `await`
///   or `return` outside a function) becomes a comment below a line that says so. Rare syntax may
///   be taken for an error, as a `global` outside functions.
/// - `from __future__ import` becomes a comment where Python would refuse it.
/// - Markdown becomes comments, a row of lines for each cell, `#` for an empty line.
/// - Raw cells become comments behind `# Raw:`, unless they are of type `text/x-python` and
///   compile.
/// - Comments that could be taken for one of these get another `# `.
/// - `# Out[n]:` stands behind code whose end could not be told from a text behind it.
///
/// The compatible form is that of `jupyter nbconvert --to script`. As there, only notebooks with the
/// member `nbconvert_exporter` in `language_info` are Python ones; the code of all others is written
/// bare.
///
/// Outputs and metadata have no place in a script, and attached files neither, of which a warning
/// tells. A text that would not be read
/// back the same is told in a warning: one with a line end CR or a null.
public struct ScriptExporter: NotebookExporter, Hashable {
    /// What becomes of IPython's syntax in the better form.
    public enum MagicForm: Sendable, Hashable {
        /// Comments; the script runs without IPython.
        case comments
        /// Calls of `get_ipython()`, as nbconvert writes them; the script runs in IPython.
        ///
        /// Not all spellings come back when such a script is read; a warning tells where.
        case calls
    }

    /// Whose form the script has, `better` by default.
    public var mode: ExportMode
    /// What becomes of IPython's syntax in the better form, comments by default.
    public var magics: MagicForm

    /// Makes an exporter.
    public init(mode: ExportMode = .better, magics: MagicForm = .comments) {
        self.mode = mode
        self.magics = magics
    }

    /// The type of the script, which depends on the language.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name, which is `txt`, or empty, if the
    ///   notebook doesn't tell.
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
        switch mode {
        case .better: try exportBetter(notebook, to: receive)
        case .compatible: try exportCompatible(notebook, to: receive)
        }
    }

    private func exportBetter<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        var script = BetterScript(notebook, magics: magics)
        if !script.header.isEmpty { try receive(.bytes(script.header)) }
        for (index, cell) in notebook.cells.enumerated() {
            for loss in ExportWarning.losses(inScriptOf: cell, at: index) {
                try receive(.warning(loss))
            }
            if case .unknown = cell.kind { continue }
            let (text, isAmbiguous) = script.text(of: cell)
            try receive(.bytes(text))
            if isAmbiguous { try receive(.warning(ExportWarning(.ambiguousSource, cell: index))) }
        }
        if !script.footer.isEmpty { try receive(.bytes(script.footer)) }
    }

    private func exportCompatible<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        var script = CompatibleScript(notebook)
        if !script.header.isEmpty { try receive(.bytes(script.header)) }
        for (index, cell) in notebook.cells.enumerated() {
            for loss in ExportWarning.losses(inScriptOf: cell, at: index) {
                try receive(.warning(loss))
            }
            let text = script.text(of: cell)
            if !text.isEmpty { try receive(.bytes(text)) }
        }
    }
}
