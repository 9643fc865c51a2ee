internal import NotebookModel

/// Reads a Python script with cells, the percent format of jupytext, VS Code and Spyder.
///
/// A cell starts at a comment `# %%`, also `#%%`, `# In[3]:` and `# <codecell>`; a script without
/// any is one cell. What jupytext writes is read into the cells that jupytext reads, and what
/// ``PercentExporter`` writes into the cells that were written. Lines end at LF, CRLF or CR only.
public struct PercentImporter: NotebookImporter, Hashable {
    /// Makes an importer.
    public init() {}

    /// Tells whether a script is a notebook in this form: whether a line of it starts a cell, or it
    /// begins with a YAML header in comments.
    ///
    /// Any other script can be read too; it is one cell.
    ///
    /// - Parameter bytes: The script.
    /// - Returns: Whether it is one.
    public static func recognizes(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let lines = PercentReader.split(bytes[start...])
        // An interpreter and an encoding may stand before the header.
        let hasHeader = lines.prefix(3).contains { $0.elementsEqual("# ---".utf8) }
        return hasHeader || lines.contains { CellMark($0) != nil }
    }

    /// Reads a script.
    ///
    /// The cells get ids made of what they hold.
    ///
    /// - Parameter bytes: The script, UTF-8 with or without a byte order mark.
    /// - Returns: The notebook and the warnings.
    /// - Throws: ``ImportError/notUTF8(offset:)`` if the bytes are no UTF-8.
    public func read(_ bytes: [UInt8]) throws(ImportError) -> ImportedNotebook {
        if let offset = UTF8Text.firstInvalidOffset(bytes) { throw .notUTF8(offset: offset) }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reader = PercentReader(bytes[start...])
        var result = reader.read()
        result.notebook.addMissingIDs()
        return result
    }
}
