public import NotebookModel

/// A format that a notebook can be written in.
///
/// An exporter is a value that holds the options of its format. It touches no files: the caller
/// writes the document and its resources where they belong. Every notebook can be exported; what a
/// format can't express is left out.
public protocol NotebookExporter: Sendable {
    /// Writes a notebook.
    ///
    /// - Parameter notebook: The notebook; its outputs may come from untrusted code.
    /// - Returns: The document with the files that it refers to.
    func export(_ notebook: Notebook) -> ExportedDocument
}
