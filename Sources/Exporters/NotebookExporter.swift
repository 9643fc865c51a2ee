public import NotebookModel

/// A format that a notebook can be written in.
///
/// An exporter is a value that holds the options of its format. It touches no files: the caller
/// writes the document and its resources where they belong. Every notebook can be exported; what a
/// format can't express is left out and said in a warning.
public protocol NotebookExporter: Sendable {
    /// The kind of file that the document is.
    ///
    /// - Parameter notebook: The notebook; its language may decide.
    /// - Returns: The MIME type and the end of the file's name.
    func documentType(of notebook: Notebook) -> DocumentType

    /// Writes a notebook piece by piece, so that no more than a cell of it is in memory twice.
    ///
    /// - Parameters:
    ///   - notebook: The notebook; its outputs may come from untrusted code.
    ///   - receive: Takes the pieces in order; what it throws ends the export.
    /// - Throws: What `receive` throws, nothing else.
    func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure)
}

extension NotebookExporter {
    /// Writes a notebook as a whole.
    ///
    /// - Parameter notebook: The notebook; its outputs may come from untrusted code.
    /// - Returns: The document with the files that it refers to and the warnings.
    public func export(_ notebook: Notebook) -> ExportedDocument {
        var document = ExportedDocument(type: documentType(of: notebook))
        export(notebook) { document.add($0) }
        return document
    }
}
