/// Writes the inside of JSON strings.
enum JSONEscaper {
    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// Appends text with its escapes.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - range: The part of it that is written.
    ///   - nonASCII: Whether everything beyond ASCII is escaped.
    ///   - output: What is appended to.
    static func append(
        _ text: [UInt8],
        _ range: Range<Int>,
        nonASCII: Bool,
        to output: inout [UInt8]
    ) {
        let bytes = text.span.extracting(range)
        var index = 0
        while true {
            let run = index
            index = ByteScanner.endOfPlainText(in: bytes, from: index)
            if nonASCII {
                appendASCII(bytes, run..<index, to: &output)
            } else if index > run {
                let base = range.lowerBound
                output.append(contentsOf: text[(base + run)..<(base + index)])
            }
            guard index < bytes.count else { return }
            if bytes[index] == LoneSurrogate.leadByte {
                appendHigh(bytes, &index, nonASCII: nonASCII, to: &output)
            } else {
                appendEscape(bytes[index], to: &output)
                index += 1
            }
        }
    }

    private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
        let short: UInt8
        switch byte {
        case 0x22: short = 0x22
        case 0x5C: short = 0x5C
        case 0x0A: short = UInt8(ascii: "n")
        case 0x0D: short = UInt8(ascii: "r")
        case 0x09: short = UInt8(ascii: "t")
        case 0x0C: short = UInt8(ascii: "f")
        case 0x08: short = UInt8(ascii: "b")
        default: return appendUnit(UInt32(byte), to: &output)
        }
        output.append(UInt8(ascii: "\\"))
        output.append(short)
    }

    private static func appendUnit(_ unit: UInt32, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        for shift: UInt32 in [12, 8, 4, 0] {
            output.append(hexDigits[Int(unit >> shift & 0xF)])
        }
    }

    private static func appendCharacter(
        _ codePoint: UInt32,
        nonASCII: Bool,
        to output: inout [UInt8]
    ) {
        if !nonASCII {
            LoneSurrogate.appendPlain(codePoint, to: &output)
        } else if codePoint < 0x10000 {
            appendUnit(codePoint, to: &output)
        } else {
            appendUnit(0xD800 + ((codePoint - 0x10000) >> 10), to: &output)
            appendUnit(0xDC00 + ((codePoint - 0x10000) & 0x3FF), to: &output)
        }
    }

    /// Appends a character that starts with the lead byte of the stand-ins.
    private static func appendHigh(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        nonASCII: Bool,
        to output: inout [UInt8]
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

    private static func appendASCII(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        to output: inout [UInt8]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] < 0x80 {
                output.append(bytes[index])
                index += 1
            } else {
                appendCharacter(codePoint(bytes, &index), nonASCII: true, to: &output)
            }
        }
    }

    /// Decodes a character of valid UTF-8 beyond ASCII.
    private static func codePoint(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt32 {
        let lead = UInt32(bytes[index])
        var result = lead >= 0xF0 ? lead & 0x07 : lead >= 0xE0 ? lead & 0x0F : lead & 0x1F
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
            result = result << 6 | UInt32(bytes[index] & 0x3F)
            index += 1
        }
        return result
    }
}
