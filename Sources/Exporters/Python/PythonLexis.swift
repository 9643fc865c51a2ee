/// The rules by which single tokens of Python are told from each other.
///
/// Positions are those of the slice. No rule looks past the end of the token by more than three
/// bytes, so that going through a text with them takes linear time.
enum PythonLexis {
    /// What stands before the quotes of a string.
    struct StringPrefix: Hashable {
        var length: Int
        var isRaw = false
        var isFormatted = false
    }

    /// Tells whether a byte is white space within a line.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0C
    }

    /// Tells whether a byte ends a line or starts the two that do.
    static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D
    }

    /// The place before the end of the line.
    static func lineEnd(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.endIndex, !isLineEnd(bytes[index]) { index += 1 }
        return index
    }

    /// The place behind a line break (LF, CR or both), or `nil` if there is none.
    static func lineBreakEnd(in bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
        guard index < bytes.endIndex, isLineEnd(bytes[index]) else { return nil }
        let isPair =
            bytes[index] == 0x0D && index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A
        return index + (isPair ? 2 : 1)
    }

    /// Tells whether a byte may start a name: an ASCII letter, `_` or the first of another
    /// character.
    static func isNameStart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Tells whether a byte is an ASCII character of names.
    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool {
        let digits: UInt64 = 0x03FF << 0x30
        let letters: UInt64 = 0x07FF_FFFE_87FF_FFFE  // and `_`, from 0x40 on
        return byte < 0x80 && (byte < 0x40 ? digits : letters) >> UInt64(byte & 0x3F) & 1 == 1
    }

    /// The end of a name; the start itself if none begins there.
    static func nameEnd(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte < 0x80 {
                guard isNameByte(byte) else { break }
                index += 1
            } else {
                let (scalar, end) = scalar(in: bytes, at: index)
                let properties = scalar.properties
                guard index == start ? properties.isXIDStart : properties.isXIDContinue
                else { break }
                index = end
            }
        }
        return index
    }

    /// The character at a place and the place behind it; a byte that is none counts as U+FFFD.
    static func scalar(in bytes: ArraySlice<UInt8>, at index: Int) -> (Unicode.Scalar, end: Int) {
        let first = bytes[index]
        guard first >= 0x80 else { return (Unicode.Scalar(first), index + 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > 0, index + length <= bytes.endIndex else { return ("\u{FFFD}", index + 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for byte in bytes[(index + 1)..<(index + length)] {
            guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", index + 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", index + length)
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    /// The end of the operator or delimiter at a place, the longest that fits.
    static func operatorEnd(in bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
        func at(_ offset: Int) -> UInt8 {
            index + offset < bytes.endIndex ? bytes[index + offset] : 0
        }
        let equals = UInt8(ascii: "=")
        let first = bytes[index]
        switch first {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "~"):
            return index + 1
        case UInt8(ascii: "."):
            return index + (at(1) == first && at(2) == first ? 3 : 1)
        case UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            let length = at(1) == first ? 2 : 1
            return index + length + (at(length) == equals ? 1 : 0)
        case UInt8(ascii: "-") where at(1) == UInt8(ascii: ">"):
            return index + 2
        case UInt8(ascii: "!"):
            return at(1) == equals ? index + 2 : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: "="),
            UInt8(ascii: ":"):
            return index + (at(1) == equals ? 2 : 1)
        default:
            return nil
        }
    }
}
