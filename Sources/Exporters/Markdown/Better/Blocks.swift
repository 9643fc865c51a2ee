internal import NotebookModel

/// What has to be known about text to put it into a Markdown document (CommonMark 0.31).
enum Blocks {
    /// Tells whether there is nothing but white space.
    static func isBlank(_ text: some Sequence<UInt8>) -> Bool {
        text.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// The text with LF for every line end, since CommonMark takes CR for one as well.
    static func unixLineEnds(_ text: [UInt8]) -> [UInt8] {
        guard ByteScanner.firstIndex(of: 0x0D, in: text.span) < text.count else { return text }
        var bytes = text
        var count = 0
        var previous: UInt8 = 0
        for byte in text {
            let isSecondHalf = byte == 0x0A && previous == 0x0D
            previous = byte
            if isSecondHalf { continue }
            bytes[count] = byte == 0x0D ? 0x0A : byte
            count += 1
        }
        bytes.removeSubrange(count...)
        return bytes
    }

    /// Drops the blank lines at the start.
    static func dropLeadingBlankLines(of text: inout [UInt8]) {
        guard let first = text.firstIndex(where: { !isSpace($0) && $0 != 0x0A }) else {
            return text = []
        }
        let line = text[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        if line > 0 { text.removeSubrange(..<line) }
    }

    /// Drops the line end of the last line and the blank lines behind it.
    static func dropTrailingBlankLines(of text: inout [UInt8]) {
        guard let last = text.lastIndex(where: { !isSpace($0) && $0 != 0x0A }) else {
            return text = []
        }
        let line = text[last...].firstIndex(of: 0x0A) ?? text.count
        text.removeSubrange(line...)
    }

    /// The fence for a text: longer than any run of backticks inside, wherever it stands.
    ///
    /// CommonMark asks for it only where a line starts with backticks; other programs that look for
    /// fences are less particular.
    static func fence(for text: [UInt8]) -> [UInt8] {
        let mark = UInt8(ascii: "`")
        var longest = 2
        var start = ByteScanner.firstIndex(of: mark, in: text.span)
        while start < text.count {
            let end = text[start...].firstIndex { $0 != mark } ?? text.count
            longest = max(longest, end - start)
            start = ByteScanner.firstIndex(of: mark, in: text.span, from: end)
        }
        return [UInt8](repeating: mark, count: longest + 1)
    }

    /// Text for a line of Markdown, in which each character stands for itself.
    static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20, 0x7F: output.append(0x20)
            case 0x21...0x2C, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: output += [0x5C, byte]
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The name of a language as the info string of a fence: nothing that ends it or the line.
    static func infoString(_ language: String) -> String {
        if language.utf8.count <= 40, language.utf8.allSatisfy(isLetter) { return language }
        return String(
            String.UnicodeScalarView(
                language.unicodeScalars.prefix(40).filter { scalar in
                    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || ["+", "#", "-", "_", "."].contains(scalar)
                }
            )
        )
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
