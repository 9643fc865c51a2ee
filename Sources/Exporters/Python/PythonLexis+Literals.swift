extension PythonLexis {
    /// The end of the number at a place, or `nil` if none starts there.
    static func numberEnd(in bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
        let first = bytes[index]
        if first == UInt8(ascii: ".") {
            guard let end = digitsEnd(in: bytes, at: index + 1, where: isDigit) else { return nil }
            return imaginaryEnd(in: bytes, at: exponentEnd(in: bytes, at: end) ?? end)
        }
        guard isDigit(first), let end = digitsEnd(in: bytes, at: index, where: isDigit)
        else { return nil }
        if end < bytes.endIndex {
            let next = bytes[end]
            if next | 0x20 == UInt8(ascii: "j") { return end + 1 }
            if next == UInt8(ascii: ".") {
                let fraction = digitsEnd(in: bytes, at: end + 1, where: isDigit) ?? end + 1
                let exponent = exponentEnd(in: bytes, at: fraction) ?? fraction
                return imaginaryEnd(in: bytes, at: exponent)
            }
            if let exponent = exponentEnd(in: bytes, at: end) {
                return imaginaryEnd(in: bytes, at: exponent)
            }
        }
        guard first == UInt8(ascii: "0") else { return end }
        return basedEnd(in: bytes, at: index)
            ?? digitsEnd(in: bytes, at: index) { $0 == UInt8(ascii: "0") }
    }

    /// The end of a whole number that starts with `0`, `0x`, `0o` or `0b` and has such digits.
    private static func basedEnd(in bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
        guard index + 1 < bytes.endIndex else { return nil }
        var start = index + 2
        if start < bytes.endIndex, bytes[start] == UInt8(ascii: "_") { start += 1 }
        switch bytes[index + 1] | 0x20 {
        case UInt8(ascii: "x"):
            return digitsEnd(in: bytes, at: start) {
                isDigit($0) || (0x61...0x66).contains($0 | 0x20)
            }
        case UInt8(ascii: "o"):
            return digitsEnd(in: bytes, at: start) { (0x30...0x37).contains($0) }
        case UInt8(ascii: "b"):
            return digitsEnd(in: bytes, at: start) { $0 == 0x30 || $0 == 0x31 }
        default:
            return nil
        }
    }

    /// The end of digits with single `_` between them, or `nil` if there is no digit.
    private static func digitsEnd(
        in bytes: ArraySlice<UInt8>,
        at start: Int,
        where isDigit: (UInt8) -> Bool
    ) -> Int? {
        guard start < bytes.endIndex, isDigit(bytes[start]) else { return nil }
        var index = start + 1
        while index < bytes.endIndex {
            if isDigit(bytes[index]) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "_"), index + 1 < bytes.endIndex,
                isDigit(bytes[index + 1])
            {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    private static func exponentEnd(in bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
        guard index < bytes.endIndex, bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
        var start = index + 1
        if start < bytes.endIndex,
            bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-")
        {
            start += 1
        }
        return digitsEnd(in: bytes, at: start, where: isDigit)
    }

    private static func imaginaryEnd(in bytes: ArraySlice<UInt8>, at index: Int) -> Int {
        index < bytes.endIndex && bytes[index] | 0x20 == UInt8(ascii: "j") ? index + 1 : index
    }

    /// The prefix of a string whose quotes follow it, or `nil` if no prefixed string starts there.
    ///
    /// - Parameters:
    ///   - bytes: The source.
    ///   - index: The place of a letter.
    ///   - allowsTemplates: Tells whether `t` is a prefix, as it is since Python 3.14.
    /// - Returns: One or two letters.
    static func stringPrefix(
        in bytes: ArraySlice<UInt8>,
        at index: Int,
        allowsTemplates: Bool = true
    ) -> StringPrefix? {
        guard index + 1 < bytes.endIndex else { return nil }
        let first = bytes[index] | 0x20
        let second = bytes[index + 1]
        func isFormatting(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "f") || (allowsTemplates && byte == UInt8(ascii: "t"))
        }
        let raw = UInt8(ascii: "r")
        if isQuote(second) {
            switch first {
            case raw: return StringPrefix(length: 1, isRaw: true)
            case UInt8(ascii: "b"), UInt8(ascii: "u"): return StringPrefix(length: 1)
            default: return isFormatting(first) ? StringPrefix(length: 1, isFormatted: true) : nil
            }
        }
        guard index + 2 < bytes.endIndex, isQuote(bytes[index + 2]) else { return nil }
        let other = first == raw ? second | 0x20 : second | 0x20 == raw ? first : 0
        if other == UInt8(ascii: "b") { return StringPrefix(length: 2, isRaw: true) }
        return isFormatting(other) ? StringPrefix(length: 2, isRaw: true, isFormatted: true) : nil
    }

    static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    /// Tells whether the quote at a place is the first of three.
    static func isTripleQuote(in bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
        index + 2 < bytes.endIndex && bytes[index + 1] == bytes[index]
            && bytes[index + 2] == bytes[index]
    }

    /// The place behind the quotes of a string, or where it ends without them.
    static func stringEnd(
        in bytes: ArraySlice<UInt8>,
        from start: Int,
        quote: UInt8,
        isTriple: Bool
    ) -> (end: Int, isTerminated: Bool) {
        var index = start
        while index < bytes.endIndex {
            switch bytes[index] {
            case quote:
                if !isTriple { return (index + 1, true) }
                if isTripleQuote(in: bytes, at: index) { return (index + 3, true) }
                index += 1
            case UInt8(ascii: "\\"):
                index = lineBreakEnd(in: bytes, at: index + 1) ?? index + 2
            case 0x0A, 0x0D:
                if !isTriple { return (index, false) }
                index += 1
            default:
                index += 1
            }
        }
        return (bytes.endIndex, false)
    }

    /// The end of the name of a character, from its `{` on, in `\N{…}`.
    static func namedCharacterEnd(in bytes: ArraySlice<UInt8>, at start: Int) -> Int {
        guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "{") else { return start }
        var index = start + 1
        while index < bytes.endIndex {
            let byte = bytes[index]
            // The characters of names in the Unicode database.
            guard
                isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x20
                    || byte == UInt8(ascii: "-")
            else { break }
            index += 1
        }
        return index < bytes.endIndex && bytes[index] == UInt8(ascii: "}") ? index + 1 : start
    }
}
