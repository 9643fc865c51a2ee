/// The rules for what stands in strings.
enum PythonStringCheck {
    /// Tells whether the escapes and the characters of a string literal are allowed.
    static func isValid(_ literal: ArraySlice<UInt8>) -> Bool {
        guard let quote = literal.firstIndex(where: PythonLexis.isQuote) else { return false }
        let prefix = literal[..<quote]
        let isBytes = prefix.contains { $0 | 0x20 == UInt8(ascii: "b") }
        if isBytes, literal.contains(where: { $0 >= 0x80 }) { return false }
        if prefix.contains(where: { $0 | 0x20 == UInt8(ascii: "r") }) { return true }
        return hasValidEscapes(literal[quote...], isBytes: isBytes)
    }

    /// Tells whether a literal is one of bytes.
    static func isBytes(_ literal: ArraySlice<UInt8>) -> Bool {
        literal.prefix(2).prefix { !PythonLexis.isQuote($0) }
            .contains { $0 | 0x20 == UInt8(ascii: "b") }
    }

    /// Tells whether the escapes of a text that isn't raw are whole.
    static func hasValidEscapes(_ text: ArraySlice<UInt8>, isBytes: Bool = false) -> Bool {
        var index = text.startIndex
        while let backslash = text[index...].firstIndex(of: UInt8(ascii: "\\")) {
            guard backslash + 1 < text.endIndex else { return true }
            index = backslash + 2
            let digits: Int
            switch text[backslash + 1] {
            case UInt8(ascii: "x"): digits = 2
            case UInt8(ascii: "u") where !isBytes: digits = 4
            case UInt8(ascii: "U") where !isBytes: digits = 8
            case UInt8(ascii: "N") where !isBytes:
                let end = PythonLexis.namedCharacterEnd(in: text, at: index)
                guard end > index + 2,
                    PythonCharacterNames.contains(text[(index + 1)..<(end - 1)])
                else { return false }
                index = end
                continue
            default: continue
            }
            let end = index + digits
            guard end <= text.endIndex, let value = value(of: text[index..<end]),
                value <= 0x10FFFF
            else { return false }
            index = end
        }
        return true
    }

    private static func value(of digits: ArraySlice<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for byte in digits {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
            default: return nil
            }
        }
        return value
    }

    /// Tells whether the text of a formatted string has no single `}`.
    static func hasPairedBraces(_ text: ArraySlice<UInt8>, isRaw: Bool) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "\\")
            where !isRaw && index + 1 < text.endIndex && text[index + 1] == UInt8(ascii: "N"):
                index = PythonLexis.namedCharacterEnd(in: text, at: index + 2)
            case UInt8(ascii: "}"):
                guard index + 1 < text.endIndex, text[index + 1] == UInt8(ascii: "}")
                else { return false }
                index += 2
            default:
                index += 1
            }
        }
        return true
    }
}
