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
            lineEnd: gap.contains(0x0D) ? .crlf : .lf,
            startsWithByteOrderMark: start > 0,
            endsWithNewline: bytes.last == 0x0A
        )
        guard let value = text.firstValue() else { return }
        spacesAfterColons = bytes[value - 1] == 0x20
        spacesAfterCommas = layout == .compact && text.hasSpaceAfterComma(behind: value)
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
    /// How many bytes are searched for escapes.
    private static let sample = 1 << 20

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
        var rest = bytes[position...].prefix(Self.sample)
        while let backslash = rest.firstIndex(of: 0x5C), backslash + 5 < rest.endIndex {
            if bytes[backslash + 1] == UInt8(ascii: "u") {
                let digits = String(
                    decoding: bytes[(backslash + 2)...(backslash + 5)],
                    as: UTF8.self
                )
                // Controls and surrogates without partner can't be written otherwise.
                if let unit = UInt32(digits, radix: 16), unit >= 0xA0 {
                    let partner = bytes[(backslash + 6)...].prefix(3)
                    if !(0xD800...0xDFFF).contains(unit)
                        || partner.elementsEqual([0x5C, 0x75, 0x64])
                    {
                        return true
                    }
                }
            }
            rest = rest[(backslash + 2)...]
        }
        return false
    }

    /// Where the value of the outermost object's first member starts, if there is one.
    func firstValue() -> Int? {
        var scanner = JSONScanner(options: JSONParser(maximumDepth: .max), position: position - 1)
        var start: Int?
        _ = ObjectLayout(bytes, scanner: &scanner) { scanner, _, _ in
            start = scanner.position
            return false
        }
        return start
    }

    /// Whether a space follows the comma behind a value.
    func hasSpaceAfterComma(behind start: Int) -> Bool {
        var scanner = JSONScanner(options: JSONParser(maximumDepth: .max), position: start)
        guard scanner.value(bytes.span, depth: 0) else { return false }
        return bytes[scanner.position...].starts(with: [0x2C, 0x20])
    }
}
