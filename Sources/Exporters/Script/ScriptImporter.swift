internal import NotebookModel

/// Reads a script with marks `# In[n]:`, as ``ScriptExporter`` and nbconvert write them.
///
/// Behind a mark and two blank lines stands the code of a cell; comment lines alone, with a blank
/// line before and behind, are a Markdown cell. In our own scripts comments that stand for magics
/// become magics again, in those of nbconvert the calls of `get_ipython()`. Where nbconvert's form
/// doesn't tell where code ends, comments behind two blank lines are taken for Markdown.
public struct ScriptImporter: NotebookImporter, Hashable {
    /// Makes an importer.
    public init() {}

    /// Tells whether a text is such a script: the header in its first two lines, and a mark with
    /// two blank lines behind it or nothing but comments.
    ///
    /// Editors take a line `# In[n]:` for a mark without them, in scripts of the percent form.
    ///
    /// - Parameter bytes: The text.
    /// - Returns: Whether this importer is the one to read it with.
    public static func recognizes(_ bytes: [UInt8]) -> Bool {
        let reader = ScriptReader(bytes)
        return reader.hasHeader
            && (reader.hasMarks
                || reader.holdsOnlyComments && !PercentImporter.recognizes(bytes))
    }

    /// Reads a script.
    ///
    /// - Parameter bytes: The script, UTF-8 with or without a byte order mark.
    /// - Returns: The notebook, of format 4.5 and for Python 3; there are no warnings.
    /// - Throws: ``ImportError`` if the script is no text.
    public func read(_ bytes: [UInt8]) throws(ImportError) -> ImportedNotebook {
        if let offset = UTF8Text.firstInvalidOffset(bytes) { throw .notUTF8(offset: offset) }
        var notebook = Notebook(
            cells: ScriptReader(bytes).cells(),
            metadata: [
                "kernelspec": [
                    "display_name": "Python 3", "language": "python", "name": "python3",
                ],
                "language_info": ["name": "python"],
            ]
        )
        notebook.addMissingIDs()
        return ImportedNotebook(notebook: notebook)
    }
}
