/// A minor version of format 4, from 4.0 to 4.5.
public enum NotebookVersion: Int, Sendable, CaseIterable, Comparable {
    /// Format 4.0.
    case v40
    /// Format 4.1, which is 4.0 with attachments.
    case v41
    /// Format 4.2, in which the metadata have a title and authors.
    case v42
    /// Format 4.3, in which the metadata of cells have `jupyter`.
    case v43
    /// Format 4.4, in which the metadata of code cells have `execution`.
    case v44
    /// Format 4.5, in which cells have ids.
    case v45

    /// The minor version.
    public var minor: Int { rawValue }

    /// Tells whether a version is older than another.
    public static func < (left: NotebookVersion, right: NotebookVersion) -> Bool {
        left.rawValue < right.rawValue
    }
}
