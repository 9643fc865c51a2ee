internal import NotebookModel

/// A POSIX tar archive of small files, as a build context.
struct TarArchive: Sendable {
    private(set) var bytes: [UInt8] = []

    /// The archive of these files, in the order of their paths; paths have at most 100 bytes.
    init(_ files: [String: [UInt8]]) throws {
        for (path, content) in files.sorted(by: { $0.key < $1.key }) { try append(path, content) }
        bytes += TarHeader.end
    }

    private mutating func append(_ path: String, _ content: [UInt8]) throws {
        let name = path.utf8
        guard (1...100).contains(name.count), !name.contains(0) else {
            throw SandboxError(
                .rejected,
                "the path '\(path.escapingControls)' can't be in a build context: "
                    + "give one of 1 to 100 bytes"
            )
        }
        let header = TarHeader.bytes(path: path, size: content.count)
        bytes += header + content
        bytes += TarHeader.padding(after: content.count)
    }
}
