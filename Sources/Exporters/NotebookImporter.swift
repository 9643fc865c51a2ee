/// A textual format that a notebook can be read from.
///
/// An importer is a value that holds the options of its format. It touches no files. Any text is
/// taken; what is broken in it becomes part of a cell and is said in a warning.
public protocol NotebookImporter: Sendable {
    /// Reads a document.
    ///
    /// - Parameter bytes: The document, UTF-8 with or without a byte order mark.
    /// - Returns: The notebook and the warnings.
    /// - Throws: ``ImportError`` if the document is no text.
    func read(_ bytes: [UInt8]) throws(ImportError) -> ImportedNotebook
}
