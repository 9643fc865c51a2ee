/// Why bytes are not a notebook that can be read.
public enum NotebookError: Error, Sendable, Hashable {
    /// There are no bytes, or nothing but white space.
    case empty
    /// The bytes are not JSON; the error tells where and why.
    case notJSON(JSONError)
    /// The bytes are JSON but no notebook; the text says what is missing or wrong.
    case notNotebook(String)
    /// The notebook has a format that there is not, or one newer than 4.
    case unsupportedFormat(major: Int)
}

extension NotebookError: CustomStringConvertible {
    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .empty:
            "the file is empty; a notebook has at least a list of cells"
        case .notJSON(let error):
            "not JSON, \(error)"
        case .notNotebook(let reason):
            "JSON, but no notebook: \(reason)"
        case .unsupportedFormat(let major) where major < 4:
            "there is no format \(major); formats 1 to 4 can be read"
        case .unsupportedFormat(let major):
            "format \(major) is newer than 4, the newest that can be read"
        }
    }
}
