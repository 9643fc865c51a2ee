internal import NotebookModel

/// A POSIX tar archive of small files, as a build context.
///
/// The form is `ustar` of IEEE Std 1003.1, pax(1).
struct TarArchive: Sendable {
    private static let block = 512
    private(set) var bytes: [UInt8] = []

    /// The archive of these files, in the order of their paths; paths have at most 100 bytes.
    init(_ files: [String: [UInt8]]) throws {
        for (path, content) in files.sorted(by: { $0.key < $1.key }) { try append(path, content) }
        bytes += [UInt8](repeating: 0, count: 2 * Self.block)
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
        var header = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        func octal(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(path, at: 0)
        put(octal(0o644, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(content.count, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put("        ", at: 148)  // the checksum counts as blanks
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        bytes += header + content
        let rest = content.count % Self.block
        if rest > 0 { bytes += [UInt8](repeating: 0, count: Self.block - rest) }
    }
}
