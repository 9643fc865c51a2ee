internal import NotebookModel

/// The comment that says in which encoding a Python file is, in one of its first two lines
/// (PEP 263).
enum PythonEncodingLine {
    /// Tells whether a line says that the file is in another encoding than UTF-8.
    static func isForeign(_ line: ArraySlice<UInt8>) -> Bool {
        guard let name = encoding(in: line) else { return false }
        let plain = name.lowercased().replacing("_", with: "-")
        return plain != "utf-8" && plain != "utf8" && !plain.hasPrefix("utf-8-")
    }

    /// The line that says that a file is in UTF-8.
    static let utf8 = Array("# -*- coding: utf-8 -*-".utf8)

    /// Tells whether a file says in its first two lines that it is in another encoding than UTF-8.
    static func isForeignFile(_ file: ArraySlice<UInt8>) -> Bool {
        let lines = file.split(
            maxSplits: 2,
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == 0x0A }
        ).prefix(2)
        return lines.first { encoding(in: $0) != nil }.map { isForeign($0) } ?? false
    }

    /// What stands in a comment behind the first `coding:` or `coding=` that has a name behind it.
    static func encoding(in line: ArraySlice<UInt8>) -> String? {
        guard PythonLines.leftStripped(line).first == UInt8(ascii: "#") else { return nil }
        let line = Array(line)
        let word = Array("coding".utf8)
        var index = 0
        while index + word.count < line.count {
            defer { index += 1 }
            let sign = line[index + word.count]
            guard line[index..<(index + word.count)].elementsEqual(word),
                sign == UInt8(ascii: ":") || sign == UInt8(ascii: "=")
            else { continue }
            let rest = line[(index + word.count + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
            let name = rest.prefix { byte in
                PythonLexis.isNameByte(byte) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: ".")
            }
            if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
        }
        return nil
    }
}
