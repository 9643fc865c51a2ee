internal import NotebookModel

/// A file of the workspace, read in pieces as they come; it is read once.
///
/// The sandbox sends no more ahead than 1 MiB. Dropping the sequence, or cancelling the task that
/// reads it, ends the download.
public struct WorkspaceDownload: AsyncSequence, Sendable {
    /// So much may be under way.
    static let window = 1 << 20

    /// The size that the file had when it was opened: so many bytes come.
    public let size: ByteCount

    let path: WorkspacePath
    let session: PythonSession
    let id: UInt32
    let events: RequestEvents

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(download: self, events: events.makeAsyncIterator())
    }

    /// Reads the pieces.
    public struct Iterator: AsyncIteratorProtocol {
        let download: WorkspaceDownload
        var events: RequestEvents.Iterator
        private var received = 0
        private var owed = 0

        init(download: WorkspaceDownload, events: RequestEvents.Iterator) {
            self.download = download
            self.events = events
        }

        /// The next bytes, at most 64 KiB; nil at the end.
        ///
        /// - Throws: ``SandboxError``: the file became shorter, or the session ended; or
        ///   `CancellationError`.
        public mutating func next() async throws -> [UInt8]? {
            guard let event = try await events.next(isolation: #isolation) else {
                try Task.checkCancellation()
                guard received == download.size.bytes else {
                    throw SandboxError(.transferFailed, "'\(download.path)' ended before its end")
                }
                return nil
            }
            switch event {
            case .data(let bytes):
                received += bytes.count
                owed += bytes.count
                if owed >= WorkspaceDownload.window / 2 {
                    await download.session.grant(owed, to: download.id)
                    owed = 0
                }
                return bytes
            case .reply(let value), .end(let value, _):
                _ = try RequestEvents.checked(value, about: download.path)
                guard received == download.size.bytes else {
                    throw SandboxError(.transferFailed, "'\(download.path)' ended before its end")
                }
                download.session.log.note(.downloaded(download.path, download.size))
                return nil
            }
        }
    }
}

extension PythonSession {
    func open(_ path: WorkspacePath, limit: ByteCount) async throws -> WorkspaceDownload {
        let window = ByteCount(bytes: WorkspaceDownload.window)
        let (id, events) = try openRequest(limit: window, collects: false)
        requests[id]?.events.onTermination = { [weak self] reason in
            guard case .cancelled = reason else { return }
            Task { await self?.abandon(id) }
        }
        do {
            send(.file(id: id, .get(path, limit: limit.bytes, window: window.bytes)))
            let reply = try await RequestEvents.reply(in: events, about: path)
            return WorkspaceDownload(
                size: ByteCount(bytes: max(0, reply["size"]?.intValue ?? 0)),
                path: path,
                session: self,
                id: id,
                events: events
            )
        } catch {
            abandon(id)
            throw error
        }
    }

    /// Lets more of a download come.
    func grant(_ bytes: Int, to id: UInt32) {
        guard requests[id] != nil else { return }
        requests[id]?.grant(bytes)
        send(.credit(id: id, bytes: bytes))
    }

    private func abandon(_ id: UInt32) {
        guard requests.removeValue(forKey: id) != nil else { return }
        send(.cancel(id: id))
    }
}
