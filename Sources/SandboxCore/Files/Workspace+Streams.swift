extension Workspace {
    /// Writes a file from pieces as they come, such as those of a network connection.
    ///
    /// The upload quota is checked at every piece. The file is there, at once, when the pieces have
    /// ended; if they fail, or the task is cancelled before, nothing was written.
    ///
    /// - Parameters:
    ///   - pieces: The content.
    ///   - path: Where to.
    /// - Returns: The file's size.
    /// - Throws: ``SandboxError`` as ``write(_:to:)-([UInt8],_)`` does, and what `pieces` throws.
    @discardableResult
    public func write<Pieces: AsyncSequence & Sendable>(
        _ pieces: Pieces,
        to path: String
    ) async throws -> ByteCount where Pieces.Element == [UInt8] {
        let path = try WorkspacePath(path)
        var size = ByteCount(bytes: 0)
        try await session.noting(path) {
            size = ByteCount(bytes: try await session.upload(pieces, to: path))
            return .uploaded(path, size)
        }
        return size
    }

    /// Opens a file to be read in pieces, so that memory for 1 MiB is enough, whatever its size.
    ///
    /// ```swift
    /// for try await piece in try await session.workspace.pieces(of: "large.bin") { … }
    /// ```
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - limit: The largest size to accept. Default no limit.
    /// - Returns: Its bytes, as they come.
    /// - Throws: ``SandboxError``: there is no such regular file, or it is larger.
    public func pieces(
        of path: String,
        limit: ByteCount = ByteCount(bytes: .max)
    ) async throws -> WorkspaceDownload {
        try await session.open(try WorkspacePath(path), limit: limit)
    }
}
