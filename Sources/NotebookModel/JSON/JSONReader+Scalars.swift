extension JSONReader {
    /// Reads `true`, `false`, `null` or one of Python's words.
    mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        try expectWord("\(word)")
        return value
    }

    private mutating func expectWord(_ word: String) throws(JSONError) {
        for byte in word.utf8 {
            guard position < bytes.count else { throw error(.unexpectedEnd(expected: "'\(word)'")) }
            guard bytes[position] == byte else { throw error(.expected("'\(word)'")) }
            position += 1
        }
    }

    /// Reads a number; its spelling is kept.
    mutating func number() throws(JSONError) -> JSONNumber {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard position < bytes.count else { throw error(.unexpectedEnd(expected: "a digit")) }
        switch bytes[position] {
        case UInt8(ascii: "0"):
            position += 1
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            skipDigits()
        case UInt8(ascii: "I") where options.acceptsNonFiniteNumbers:
            try expectWord("Infinity")
            return JSONNumber(checked: lexeme(from: start))
        case UInt8(ascii: "N") where options.acceptsNonFiniteNumbers && position == start:
            try expectWord("NaN")
            return JSONNumber(checked: lexeme(from: start))
        default:
            throw error(.expected(position == start ? "a value" : "a digit"))
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count,
                bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            try digits()
        }
        return JSONNumber(checked: lexeme(from: start))
    }

    private mutating func digits() throws(JSONError) {
        guard position < bytes.count else { throw error(.unexpectedEnd(expected: "a digit")) }
        let start = position
        skipDigits()
        guard position > start else { throw error(.expected("a digit")) }
    }

    private mutating func skipDigits() {
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position &+= 1 }
    }

    private func lexeme(from start: Int) -> String {
        String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Reads a string from its opening quote to its closing one.
    mutating func string() throws(JSONError) -> String {
        let opening = position
        position += 1
        let start = position
        var seen = SIMD16<UInt8>()
        position = ByteScanner.endOfPlainText(in: bytes.span, from: position, seen: &seen)
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            // The usual case: nothing to resolve, and most often nothing to validate.
            if ByteScanner.isASCII(seen) {
                position += 1
                return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
            }
            guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
                throw invalidUTF8(from: opening)
            }
            position += 1
            return text
        }
        buffer.removeAll(keepingCapacity: true)
        position = opening
        try appendString()
        guard let text = String(validating: buffer, as: UTF8.self) else {
            throw invalidUTF8(from: opening)
        }
        return text
    }

    private func invalidUTF8(from start: Int) -> JSONError {
        let place = StringScanner.endOfUTF8(in: bytes.span, from: start)
        return JSONError(.invalidUTF8, at: place, in: bytes[...])
    }

    /// Appends a string to the buffer, from its opening quote to its closing one.
    mutating func appendString() throws(JSONError) {
        let bytes = bytes
        position += 1
        while true {
            position = EscapedTextCopier.copy(bytes.span, from: position, to: &buffer)
            guard position < bytes.count else {
                throw error(.unexpectedEnd(expected: "the closing quote of a string"))
            }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                try escape()
            case LoneSurrogate.leadByte:
                highCharacter()
            default:
                throw error(.controlCharacter(bytes[position]))
            }
        }
    }

    /// Reads a character that starts with the lead byte of the stand-ins; it may be one of their
    /// range.
    private mutating func highCharacter() {
        let raw = LoneSurrogate.surrogate(in: bytes.span, at: position)
        if let raw, bytes[position + 2] <= 0xBF, bytes[position + 3] & 0xC0 == 0x80 {
            LoneSurrogate.append(LoneSurrogate.first + (raw - 0xD800), to: &buffer)
            position += 4
        } else {
            // Another character, or no UTF-8, which shows when the string is made.
            buffer.append(bytes[position])
            position += 1
        }
    }

    /// Reads an escape that is none of the short ones.
    private mutating func escape() throws(JSONError) {
        guard position + 1 < bytes.count else {
            position = bytes.count
            throw error(.unexpectedEnd(expected: "an escape"))
        }
        guard bytes[position + 1] == UInt8(ascii: "u") else { throw error(.invalidEscape) }
        try unicodeEscape()
    }

    /// Reads `\uXXXX`, or two of them that are one character.
    private mutating func unicodeEscape() throws(JSONError) {
        guard let unit = codeUnit(at: position) else {
            let digits = bytes[(position + 2)...].prefix(4)
            if digits.count < 4, digits.allSatisfy({ JSONReader.digit($0) != nil }) {
                position = bytes.count
                throw error(.unexpectedEnd(expected: "four hexadecimal digits"))
            }
            throw error(.invalidEscape)
        }
        position += 6
        guard (0xD800...0xDBFF).contains(unit), let low = codeUnit(at: position),
            (0xDC00...0xDFFF).contains(low)
        else {
            LoneSurrogate.append(unit, to: &buffer)
            return
        }
        position += 6
        LoneSurrogate.append(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), to: &buffer)
    }

    /// The code unit of a `\uXXXX` at a position, if there is one.
    private func codeUnit(at start: Int) -> UInt32? {
        guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"),
            bytes[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[(start + 2)..<(start + 6)] {
            guard let digit = JSONReader.digit(byte) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 0x30)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 0x57)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 0x37)
        default: nil
        }
    }
}
