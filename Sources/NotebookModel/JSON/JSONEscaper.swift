/// Writes the inside of JSON strings.
enum JSONEscaper {
    /// Appends text with its escapes.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - nonASCII: Whether everything beyond printable ASCII is escaped.
    ///   - output: What is appended to.
    @inline(__always)
    static func append(_ text: Span<UInt8>, nonASCII: Bool, to output: inout OutputBuffer) {
        let copier = PlainTextCopier(stopsAtNonASCII: nonASCII, separator: nil)
        var index = copier.copy(text, from: 0, to: &output)
        while index < text.count {
            appendHigh(text, &index, nonASCII: nonASCII, to: &output)
            index = copier.copy(text, from: index, to: &output)
        }
    }

    /// Appends a text with its escapes, a separator between its lines.
    ///
    /// Lines end where Python's `str.splitlines` ends them.
    static func appendLines(
        _ text: Span<UInt8>,
        separator: LineSeparator,
        nonASCII: Bool,
        to output: inout OutputBuffer
    ) {
        let copier = PlainTextCopier(stopsAtNonASCII: nonASCII, separator: separator)
        var index = copier.copy(text, from: 0, to: &output)
        while index < text.count {
            let end = LineSplitter.endOfLineEnd(in: text, at: index)
            let next = end ?? index + 1
            while index < next {
                if text[index] < 0x20 {
                    appendControl(text[index], to: &output)
                    index += 1
                } else {
                    appendHigh(text, &index, nonASCII: nonASCII, to: &output)
                }
            }
            if end != nil, index < text.count { separator.append(to: &output) }
            index = copier.copy(text, from: index, to: &output)
        }
    }

    @inline(__always)
    private static func appendControl(_ byte: UInt8, to output: inout OutputBuffer) {
        let letter = shortEscape(of: byte)
        guard letter != 0 else { return appendUnit(UInt32(byte), to: &output) }
        output.append(0x5C)
        output.append(letter)
    }

    /// The letter behind the backslash of a byte's short escape; 0 if it has none.
    @inline(__always)
    static func shortEscape(of byte: UInt8) -> UInt8 {
        if byte == 0x22 || byte == 0x5C { return byte }
        return switch byte {
        case 0x0A: UInt8(ascii: "n")
        case 0x0D: UInt8(ascii: "r")
        case 0x09: UInt8(ascii: "t")
        case 0x0C: UInt8(ascii: "f")
        case 0x08: UInt8(ascii: "b")
        default: 0
        }
    }

    @inline(__always)
    static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : UInt8(ascii: "a") - 10 + value
    }

    private static func appendUnit(_ unit: UInt32, to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        for shift: UInt32 in [12, 8, 4, 0] {
            output.append(hexDigit(UInt8(unit >> shift & 0xF)))
        }
    }

    private static func appendCharacter(
        _ codePoint: UInt32,
        nonASCII: Bool,
        to output: inout OutputBuffer
    ) {
        if !nonASCII {
            var bytes: [UInt8] = []
            LoneSurrogate.appendPlain(codePoint, to: &bytes)
            for byte in bytes { output.append(byte) }
        } else if codePoint < 0x10000 {
            appendUnit(codePoint, to: &output)
        } else {
            appendUnit(0xD800 + ((codePoint - 0x10000) >> 10), to: &output)
            appendUnit(0xDC00 + ((codePoint - 0x10000) & 0x3FF), to: &output)
        }
    }

    /// Appends a character that stopped the copier, which may be a stand-in.
    private static func appendHigh(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        nonASCII: Bool,
        to output: inout OutputBuffer
    ) {
        guard let unit = LoneSurrogate.surrogate(in: bytes, at: index) else {
            appendCharacter(codePoint(bytes, &index), nonASCII: nonASCII, to: &output)
            return
        }
        index += 4
        guard unit < 0xDC00, let low = LoneSurrogate.surrogate(in: bytes, at: index), low >= 0xDC00
        else { return appendUnit(unit, to: &output) }
        index += 4
        let codePoint = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        appendCharacter(codePoint, nonASCII: nonASCII, to: &output)
    }

    /// Decodes a character of valid UTF-8.
    private static func codePoint(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt32 {
        let lead = UInt32(bytes[index])
        var result =
            lead < 0x80
            ? lead
            : lead >= 0xF0 ? lead & 0x07 : lead >= 0xE0 ? lead & 0x0F : lead & 0x1F
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
            result = result << 6 | UInt32(bytes[index] & 0x3F)
            index += 1
        }
        return result
    }
}
