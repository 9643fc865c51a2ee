/// Finds what is wrong or doubtful in the JSON of a notebook.
///
/// It works on the JSON as it is in the file, since ``Notebook`` is read leniently. A notebook is
/// valid if it has no problem that is an error, and that is so exactly if `nbformat.validate` (of
/// nbformat 5.11) raises nothing for it, of formats 4.0 to 4.5, newer minor versions and 3.0:
///
/// - What `validate` changes on the way is no error: it gives an id to cells that have none or
///   a repeated one. These are warnings here. `nbformat.validator.isvalid` refuses such notebooks.
/// - Formats 1 and 2 are never valid, since there are no schemas for them, nor are 3.1 or 5.
/// - An integer is spelled as one: `1.0` is none. Of several members with one name the last counts.
/// - Ids and names of cells may end in one line feed, an oversight of the schemas.
public struct NotebookValidator: Sendable, Hashable {
    /// How many problems are reported at most, 1,000 by default; errors come before warnings.
    public var maximumProblemCount: Int

    /// Makes a validator.
    public init(maximumProblemCount: Int = 1_000) {
        self.maximumProblemCount = maximumProblemCount
    }

    /// Tells whether a notebook is valid.
    ///
    /// - Parameter value: The JSON of the notebook.
    /// - Returns: Whether `nbformat.validate` takes it.
    public func isValid(_ value: JSONValue) -> Bool {
        var log = ProblemLog(limit: 1)
        log.checkNotebook(value)
        return log.errors.isEmpty
    }

    /// Finds all problems of a notebook.
    ///
    /// - Parameter value: The JSON of the notebook.
    /// - Returns: The problems in the order of their places.
    public func problems(in value: JSONValue) -> [NotebookProblem] {
        var log = ProblemLog(limit: maximumProblemCount)
        log.checkNotebook(value)
        log.checkJSON(value)
        return (log.errors + log.warnings).prefix(max(maximumProblemCount, 0))
            .sorted { $0.pointer.precedes($1.pointer) }
    }

    /// Finds all problems of a notebook in a file.
    ///
    /// - Parameters:
    ///   - bytes: The file, JSON in UTF-8.
    ///   - parser: The limits for the JSON.
    /// - Returns: The problems in the order of their places.
    /// - Throws: `JSONError` if the file is not JSON.
    public func problems(
        in bytes: [UInt8],
        parser: JSONParser = JSONParser()
    ) throws(JSONError) -> [NotebookProblem] {
        problems(in: try parser.parse(bytes))
    }
}
