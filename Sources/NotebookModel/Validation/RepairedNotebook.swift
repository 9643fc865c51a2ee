/// A notebook in which what could be mended is mended, and what was done to it.
///
/// Mended is what Jupyter's tools mend or leave out on their way, and little else that has just one
/// remedy; nothing else changes:
///
/// - Missing, repeated and invalid ids, from format 4.5 on (`nbformat.validator.normalize`). Here
///   they are made of the content of the cells, as ``Notebook/addMissingIDs()`` makes them.
/// - Missing members that can be empty: `metadata`, `source`, `outputs`, `execution_count`, and
///   `data`, `text` and `traceback` of outputs; also where they are `null` and mustn't be.
/// - Entries of the metadata of the notebook or of a cell with something invalid in them: they are
///   removed as a whole (`strip_invalid_metadata`). Of the tags of a cell only the wrong ones go.
/// - Members that mustn't be there, such as outputs of Markdown cells or ids before 4.5, and what
///   belongs to a session (`orig_nbformat`, `orig_nbformat_minor`, `signature`, `trusted`): they
///   are removed, as JupyterLab leaves them out on saving.
/// - Integers that are spelled `"4"` or `4.0`.
public struct RepairedNotebook: Sendable, Hashable {
    /// The JSON of the notebook.
    public let value: JSONValue
    /// What was done, in the order of the places.
    public let repairs: [NotebookRepair]

    /// Mends a notebook.
    ///
    /// - Parameter value: The JSON of the notebook; a repaired one stays as it is.
    public init(repairing value: JSONValue) {
        var log = ProblemLog(limit: .max)
        log.checkNotebook(value)
        var mender = ProblemMender(value)
        for problem in log.errors + log.warnings { mender.mend(problem) }
        let mended = mender.mended()
        self.value = mended.value
        repairs = mended.repairs.sorted { $0.pointer.precedes($1.pointer) }
    }
}
