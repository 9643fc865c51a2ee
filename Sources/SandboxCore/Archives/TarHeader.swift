/// What stands in a tar archive besides the files' content.
///
/// The form is `ustar` of IEEE Std 1003.1, pax(1); names that don't fit its 100 bytes or aren't
/// ASCII, and sizes of 8 GiB and more, stand in an extended header before.
enum TarHeader {
    private static let block = 512

    /// Two blocks of zeros.
    static let end = [UInt8](repeating: 0, count: 2 * block)

    /// The zeros that fill the last block of a file.
    static func padding(after size: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (block - size % block) % block)
    }

    /// The header of a file or a directory.
    ///
    /// - Parameters:
    ///   - path: Its path; a directory's without a slash at the end.
    ///   - size: The bytes of its content.
    ///   - isDirectory: Whether it is a directory.
    ///   - modified: When it was changed, in seconds since 1970; what doesn't fit becomes 0.
    /// - Returns: One block, or three and more with an extended header.
    static func bytes(
        path: String,
        size: Int,
        isDirectory: Bool = false,
        modified: Int = 0
    ) -> [UInt8] {
        let path = isDirectory ? path + "/" : path
        var records: [UInt8] = []
        if path.utf8.count > 100 || !path.utf8.allSatisfy({ $0 < 0x80 }) {
            records += record("path", path)
        }
        if size >= largest { records += record("size", String(size)) }
        var bytes: [UInt8] = []
        if !records.isEmpty {
            bytes = ustar("pax", size: records.count, type: "x", mode: 0o644, modified: 0)
            bytes += records + padding(after: records.count)
        }
        return bytes
            + ustar(
                path,
                size: size < largest ? size : 0,
                type: isDirectory ? "5" : "0",
                mode: isDirectory ? 0o755 : 0o644,
                modified: (0..<largest).contains(modified) ? modified : 0
            )
    }

    /// 8 GiB, which doesn't fit eleven octal digits.
    private static let largest = 1 << 33

    private static func ustar(
        _ path: String,
        size: Int,
        type: String,
        mode: Int,
        modified: Int
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: some Collection<UInt8>, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.count, with: text)
        }
        put(path.utf8.prefix(100), at: 0)
        put(octal(mode, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(modified, digits: 11), at: 136)
        put("        ".utf8, at: 148)  // the checksum counts as blanks
        put(type.utf8, at: 156)
        put("ustar".utf8, at: 257)
        put("00".utf8, at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6), at: 148)
        put([0, UInt8(ascii: " ")], at: 154)
        return header
    }

    private static func octal(_ value: Int, digits: Int) -> String.UTF8View {
        let text = String(value, radix: 8)
        return (String(repeating: "0", count: digits - text.count) + text).utf8
    }

    /// A line of an extended header, which begins with its own length.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n".utf8
        var length = rest.count
        while "\(length)".utf8.count + rest.count != length {
            length = "\(length)".utf8.count + rest.count
        }
        return Array("\(length)".utf8) + rest
    }
}
