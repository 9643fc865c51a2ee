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
        _ = try await session.request(.remove(path, isRecursive: isRecursive))
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

    func request(_ operation: FileOperation) async throws -> JSONValue {
        let (id, events) = try openRequest()
        defer { requests[id] = nil }
        send(.file(id: id, operation))
        return try await RequestEvents.reply(in: events, about: operation.path)
    }

    func upload(_ bytes: [UInt8], to path: WorkspacePath) async throws {
        try machine.checkOpen()
        let receipt = try ledger.book(bytes.count, for: path)
        let (id, events) = try openRequest()
        defer { requests[id] = nil }
        do {
            send(.file(id: id, .put(path, size: bytes.count)))
            _ = try await RequestEvents.reply(in: events, about: path)
            for start in stride(from: 0, to: bytes.count, by: Frame.dataLimit) {
                try Task.checkCancellation()
                let end = min(start + Frame.dataLimit, bytes.count)
                let request = AgentRequest.fileData(id: id, Array(bytes[start..<end]))
                try await connection.send(request.frame.encoded)
            }
            send(.fileEnd(id: id))
            _ = try await RequestEvents.reply(in: events, about: path)
        } catch {
            send(.cancel(id: id))
            ledger.restore(receipt)
            throw error
        }
    }

    func download(_ path: WorkspacePath, limit: ByteCount) async throws -> [UInt8] {
        let (id, events) = try openRequest(limit: limit)
        defer { requests[id] = nil }
        send(.file(id: id, .get(path, limit: limit.bytes)))
        do {
            let reply = try await RequestEvents.reply(in: events, about: path)
            requests[id]?.expect(ByteCount(bytes: max(0, reply["size"]?.intValue ?? 0)))
            for try await event in events {
                switch event {
                case .end(let value, let bytes):
                    _ = try RequestEvents.checked(value, about: path)
                    return bytes
                case .reply(let value): _ = try RequestEvents.checked(value, about: path)
                }
            }
            try Task.checkCancellation()
            throw SandboxError(.transferFailed, "'\(path)' ended before its end")
        } catch {
            send(.cancel(id: id))
            throw error
        }
    }

    /// Moves a file, and tells the observer of it.
    nonisolated func noting(
        _ path: WorkspacePath,
        _ transfer: () async throws -> SandboxEvent.Kind
    ) async throws {
        do {
            let event = try await transfer()
            log.note(event)
        } catch {
            log.note(.transferFailed(path, error))
            throw error
        }
    }

    func forgetUpload(_ path: WorkspacePath) {
        ledger.forget(path)
    }
}

extension WorkspaceListing {
    /// Reads an agent's reply; what is no workspace path is skipped.
    init(_ reply: JSONValue) {
        self.init(entries: [], isTruncated: reply["truncated"]?.boolValue ?? false)
        skipped = max(0, reply["skipped"]?.intValue ?? 0)
        for item in reply["entries"]?.arrayValue ?? [] {
            guard let path = item["path"]?.stringValue.flatMap({ try? WorkspacePath($0) }) else {
                skipped += 1
                continue
            }
            entries.append(
                WorkspaceEntry(
                    path: path,
                    kind: item["type"]?.stringValue.flatMap { .init(rawValue: $0) } ?? .other,
                    size: ByteCount(bytes: max(0, item["size"]?.intValue ?? 0)),
                    modified: item["modified"]?.doubleValue ?? 0
                )
            )
        }
        entries.sort { $0.path.description < $1.path.description }
    }
}
