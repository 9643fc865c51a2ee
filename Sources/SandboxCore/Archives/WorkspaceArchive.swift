/// A tar archive of a workspace's directory, made as it is read; it is read once.
///
/// Nothing of it is kept: memory for 1 MiB is enough.
public struct WorkspaceArchive: AsyncSequence, Sendable {
    /// What is left out, since an archive of it means something elsewhere: links, pipes, sockets
    /// and devices.
    public let skipped: [WorkspaceEntry]

    let workspace: Workspace
    let entries: [WorkspaceEntry]
    /// The components that all paths begin with, which the archive's don't.
    let depth: Int
    let limit: ByteCount

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(archive: self) }

    /// Makes the archive's bytes.
    public struct Iterator: AsyncIteratorProtocol {
        private let archive: WorkspaceArchive
        private var next = 0
        private var current: WorkspaceDownload.Iterator?
        private var left: Int
        private var isAtEnd = false

        init(archive: WorkspaceArchive) {
            self.archive = archive
            left = archive.limit.bytes
        }

        /// The next bytes; nil at the end.
        ///
        /// A file that went away since the directory was listed is left out.
        ///
        /// - Throws: ``SandboxError``: a file became larger than the limit allows, or changed while
        ///   it was read, or the session ended; or `CancellationError`.
        public mutating func next() async throws -> [UInt8]? {
            if let bytes = try await content() { return bytes }
            while next < archive.entries.count {
                let entry = archive.entries[next]
                next += 1
                if let bytes = try await begin(entry) { return bytes }
            }
            defer { isAtEnd = true }
            return isAtEnd ? nil : TarHeader.end
        }

        /// More of the file under way, and the end of its last block.
        private mutating func content() async throws -> [UInt8]? {
            guard var download = current else { return nil }
            let bytes = try await download.next()
            current = bytes == nil ? nil : download
            if let bytes { return bytes }
            let padding = TarHeader.padding(after: download.download.size.bytes)
            return padding.isEmpty ? nil : padding
        }

        private mutating func begin(_ entry: WorkspaceEntry) async throws -> [UInt8]? {
            let path = entry.path.components.dropFirst(archive.depth).joined(separator: "/")
            let modified = Int(exactly: entry.modified.rounded(.down)) ?? 0
            if entry.kind == .directory {
                return TarHeader.bytes(path: path, size: 0, isDirectory: true, modified: modified)
            }
            let name = entry.path.description
            do {
                let limit = ByteCount(bytes: left)
                let download = try await archive.workspace.pieces(of: name, limit: limit)
                left -= download.size.bytes
                current = download.makeAsyncIterator()
                return TarHeader.bytes(path: path, size: download.size.bytes, modified: modified)
            } catch let error as SandboxError where error.code == .fileNotFound {
                return nil
            }
        }
    }
}
