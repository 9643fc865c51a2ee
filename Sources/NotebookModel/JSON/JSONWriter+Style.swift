extension JSONWriter {
    /// Makes a writer in the style of a text: its lines, indentation, separators and line ends,
    /// its escaping, byte order mark and final newline.
    ///
    /// The style is that of the outermost object or array and of the members in it. What programs
    /// write is written again byte for byte if its numbers, escapes and separators are of one
    /// form; see ``Notebook/jsonBytes()`` for keeping the bytes of whatever is there.
    ///
    /// - Parameter bytes: A JSON text in UTF-8.
    public init(styleOf bytes: [UInt8]) {
        self.init(layoutOf: bytes)
        escapesNonASCII = JSONWriter.escapesNonASCII(in: bytes)
    }

    /// Makes a writer in the style of a text, but for its escaping, which takes longer to find.
    init(layoutOf bytes: [UInt8]) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var text = StyleReader(bytes: bytes, position: start)
        let gap = text.firstGap()
        self.init(
            layout: StyleReader.layout(of: gap),
            lineEnd: gap.contains(0x0D) || bytes[...].suffix(2).elementsEqual([0x0D, 0x0A])
                ? .crlf : .lf,
            startsWithByteOrderMark: start > 0,
            endsWithNewline: bytes.last == 0x0A
        )
        spacesAfterCommas = text.hasSpaceAfterFirstComma()
        if let value = text.firstValue() { spacesAfterColons = bytes[value - 1] == 0x20 }
    }

    /// Tells whether a text has escapes of what could stand raw, and nothing beyond ASCII.
    static func escapesNonASCII(in bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return ByteScanner.isASCII(bytes.span.extracting(start..<bytes.count))
            && StyleReader(bytes: bytes, position: start).escapesCharacters()
    }
}

/// A look at the beginning of a JSON text.
private struct StyleReader {
    let bytes: [UInt8]
    var position: Int

    /// The white space behind the first bracket.
    mutating func firstGap() -> ArraySlice<UInt8> {
        let opening = bytes[position...].firstIndex { $0 == 0x7B || $0 == 0x5B } ?? bytes.endIndex
        position = min(opening + 1, bytes.endIndex)
        return bytes[position...].prefix { $0 <= 0x20 }
    }

    static func layout(of gap: ArraySlice<UInt8>) -> JSONWriter.Layout {
        guard let lineEnd = gap.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return .compact
        }
        let indentation = gap[(lineEnd + 1)...]
        return indentation.first == 0x09
            ? .tabbed(indentation.count) : .indented(spaces: indentation.count)
    }

    /// Whether there is an escape of a character that needs none.
    func escapesCharacters() -> Bool {
        let text = bytes.span
        var index = position
        while index + 5 < text.count {
            guard text[index] == 0x5C else {
                index += 1
                continue
            }
            // Controls and surrogates without partner can't be written otherwise.
            if let unit = codeUnit(at: index), unit >= 0x7F,
                !(0xD800...0xDFFF).contains(unit) || codeUnit(at: index + 6).map(isLow) ?? false
            {
                return true
            }
            index += 2
        }
        return false
    }

    private func isLow(_ unit: UInt32) -> Bool { (0xDC00...0xDFFF).contains(unit) }

    /// The number of the escape `\\uXXXX` at a position, if there is one.
    private func codeUnit(at index: Int) -> UInt32? {
        guard index + 5 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = String(decoding: bytes[(index + 2)...(index + 5)], as: UTF8.self)
        return UInt32(digits, radix: 16)
    }

    /// Where the value of the outermost object's first member starts, if there is one.
    func firstValue() -> Int? {
        guard position > 0 else { return nil }
        var scanner = JSONScanner(options: JSONParser(maximumDepth: .max), position: position - 1)
        var start: Int?
        _ = ObjectLayout(bytes, scanner: &scanner) { scanner, _, _ in
            start = scanner.position
            return false
        }
        return start
    }

    /// Whether a space follows the first comma, wherever it stands.
    func hasSpaceAfterFirstComma() -> Bool {
        var index = position
        while index < bytes.count, bytes[index] != 0x2C {
            if bytes[index] == 0x22 {
                guard let end = StringScanner.end(in: bytes.span, from: index + 1) else {
                    return false
                }
                index = end
            } else {
                index += 1
            }
        }
        return bytes[index...].starts(with: [0x2C, 0x20])
    }
}
