internal import NotebookModel

/// The files of a session: what the code sees as its working directory.
///
/// Files travel over the session's own stream, whatever the backend, and move while cells run.
public struct Workspace: Sendable {
    let session: PythonSession

    /// Writes a file; directories on the way are made, a file of that name is replaced at the end,
    /// at once.
    ///
    /// - Throws: ``SandboxError``: the path is no workspace path or leads through a link, the quota
    ///   or the space is exceeded; nothing was written then.
    public func write(_ bytes: [UInt8], to path: String) async throws {
        try await write(bytes, to: WorkspacePath(path))
    }

    /// Writes a file.
    func write(_ bytes: [UInt8], to path: WorkspacePath) async throws {
        try await session.noting(path) {
            try await session.upload(bytes, to: path)
            return .uploaded(path, ByteCount(bytes: bytes.count))
        }
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - limit: The largest size to accept. Default 64 MiB.
    /// - Returns: Its bytes.
    /// - Throws: ``SandboxError``: there is no such regular file, or it is larger.
    public func read(_ path: String, limit: ByteCount = .mebibytes(64)) async throws -> [UInt8] {
        let path = try WorkspacePath(path)
        var bytes: [UInt8] = []
        try await session.noting(path) {
            bytes = try await session.download(path, limit: limit)
            return .downloaded(path, ByteCount(bytes: bytes.count))
        }
        return bytes
    }

    /// Lists a directory, or with nil the workspace itself.
    ///
    /// - Parameters:
    ///   - path: The directory.
    ///   - isRecursive: Whether to go into directories. Default no.
    /// - Returns: At most 10,000 entries.
    /// - Throws: ``SandboxError``: there is no such directory.
    public func list(
        _ path: String? = nil,
        isRecursive: Bool = false
    ) async throws -> WorkspaceListing {
        let directory = try path.map { try WorkspacePath($0) }
        let operation = FileOperation.list(directory, isRecursive: isRecursive, limit: 10_000)
        return WorkspaceListing(try await session.request(operation))
    }

    /// Removes a file, a link or a directory; a directory that is not empty only with
    /// `isRecursive`.
    public func remove(_ path: String, isRecursive: Bool = false) async throws {
        let path = try WorkspacePath(path)
        do {
            _ = try await session.request(.remove(path, isRecursive: isRecursive))
        } catch let error as SandboxError where error.code == .fileNotFound {
            await session.forgetUpload(path)  // the code has removed it
            throw error
        }
        await session.forgetUpload(path)
    }

    /// Makes a directory, with those on the way.
    public func makeDirectory(_ path: String) async throws {
        _ = try await session.request(.makeDirectory(WorkspacePath(path)))
    }

    /// The space in use and in all.
    public func usage() async throws -> (used: ByteCount, capacity: ByteCount) {
        let reply = try await session.request(.usage)
        return (
            ByteCount(bytes: max(0, reply["bytes"]?.intValue ?? 0)),
            ByteCount(bytes: max(0, reply["capacity"]?.intValue ?? 0))
        )
    }
}

extension PythonSession {
    /// The session's files.
    public nonisolated var workspace: Workspace { Workspace(session: self) }
}
