/// Something in the workspace.
public struct WorkspaceEntry: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Hashable, Sendable {
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// A symbolic link; it is never followed.
        case link
        /// A pipe, a socket or a device.
        case other
    }

    /// Where it is.
    public var path: WorkspacePath
    /// What it is.
    public var kind: Kind
    /// Its size.
    public var size: ByteCount
    /// When it was last changed: seconds since 1970, as the sandbox says.
    public var modified: Double

    /// Creates an entry.
    public init(path: WorkspacePath, kind: Kind, size: ByteCount, modified: Double) {
        self.path = path
        self.kind = kind
        self.size = size
        self.modified = modified
    }
}

/// What is in a directory of the workspace.
public struct WorkspaceListing: Hashable, Sendable {
    /// What was found, sorted by path.
    public var entries: [WorkspaceEntry]
    /// Whether there was more than could be listed.
    public var isTruncated: Bool
    /// How many names are not UTF-8, or otherwise no workspace path, and so left out.
    public var skipped: Int

    /// Creates a listing.
    public init(entries: [WorkspaceEntry], isTruncated: Bool = false, skipped: Int = 0) {
        self.entries = entries
        self.isTruncated = isTruncated
        self.skipped = skipped
    }
}
