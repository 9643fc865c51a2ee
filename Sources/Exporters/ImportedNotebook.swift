public import NotebookModel

/// What an importer made of a document.
public struct ImportedNotebook: Sendable, Hashable {
    /// The notebook.
    public var notebook: Notebook
    /// What was not read as it was meant, in the document's order.
    public var warnings: [ImportWarning]

    /// Makes an imported notebook.
    public init(notebook: Notebook, warnings: [ImportWarning] = []) {
        self.notebook = notebook
        self.warnings = warnings
    }
}
