public import NotebookModel

/// Writes a notebook as a Python script with cells, the percent format of jupytext.
///
/// Every cell starts with a comment `# %%`, which editors know as the start of a cell, with its
/// title, its type and its metadata. Text stands in comments, and so do the magics of IPython.
/// Outputs, numbers of runs and ids are not written, nor what Jupyter fills in again
/// (`language_info`).
///
/// In the mode ``ExportMode/better`` the script is Python whatever the cells hold: a code cell that the
/// grammar of Python refuses, as a whole and by itself, stands in comments and is marked
/// `active="ipynb"`, which is how jupytext keeps a cell out of a script. A lesson on errors, the
/// code of another language and IPython's `f?` in a block are such cells. And the cells are read
/// again exactly: where a plain reading would differ, the marker has a hint, for example
/// `nbx={"lines": 12}`, which ``PercentImporter`` follows and removes and jupytext carries along.
/// What jupytext would read otherwise in spite of it, for example a line feed at the end of code or
/// a comment `# %%` in it, is said by the warning ``ExportWarning/Kind/ambiguousSource``. Attached
/// files are left out with a warning; the members of a cell's metadata that jupytext never writes
/// since they are about runs and views only (`autoscroll`, `collapsed`, `scrolled`, `trusted`,
/// `execution`, `ExecuteTime`) are left out without one.
public struct PercentExporter: NotebookExporter, Hashable {
    /// How close the text is to jupytext's, ``ExportMode/better`` by default.
    public var mode: ExportMode

    /// Makes an exporter.
    public init(mode: ExportMode = .better) {
        self.mode = mode
    }

    /// The type of Python scripts.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name.
    public func documentType(of notebook: Notebook) -> DocumentType {
        DocumentType(mediaType: "text/x-python", fileExtension: "py")
    }

    /// Writes a notebook, with no resources.
    ///
    /// - Parameters:
    ///   - notebook: The notebook.
    ///   - receive: Takes the pieces in order.
    /// - Throws: What `receive` throws, nothing else.
    public func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        let parts =
            switch mode {
            case .compatible: PercentScript(notebook).parts
            case .better: BetterPercent(notebook).parts
            }
        for part in parts { try receive(part) }
    }
}
