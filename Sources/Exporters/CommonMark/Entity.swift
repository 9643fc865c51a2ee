/// Character references, by name or number.
enum Entity {
    /// The place behind the reference that starts at an ampersand, or nil if there is none.
    static func end(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start + 1
        guard index < end else { return nil }
        if text[index] == Mark.hash {
            index += 1
            let isHex = index < end && text[index] | 0x20 == UInt8(ascii: "x")
            if isHex { index += 1 }
            let first = index
            let isDigit = isHex ? Mark.isHexDigit : Mark.isDigit
            while index < end, isDigit(text[index]), index - first < 8 { index += 1 }
            let isNumber = index > first && index - first <= (isHex ? 6 : 7)
            return isNumber && index < end && text[index] == Mark.semicolon ? index + 1 : nil
        }
        let first = index
        while index < end, Mark.isAlphanumeric(text[index]) {
            index += 1
            guard index - first <= EntityTable.maximumLength else { return nil }
        }
        guard index > first, index < end, text[index] == Mark.semicolon,
            EntityTable.find(text[first..<index]) != nil
        else { return nil }
        return index + 1
    }

    /// Appends the characters that a reference, from its ampersand to its semicolon, stands for.
    static func decode(_ reference: ArraySlice<UInt8>, into output: inout [UInt8]) {
        let body = reference.dropFirst().dropLast()
        if body.first == Mark.hash {
            let digits = body.dropFirst()
            let isHex = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
            append(number(isHex ? digits.dropFirst() : digits, isHex ? 16 : 10), into: &output)
        } else if let points = EntityTable.find(body) {
            for point in points.split(separator: Mark.period) {
                append(number(point, 16), into: &output)
            }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>, _ base: UInt32) -> UInt32 {
        digits.reduce(0) { result, digit in
            result * base + UInt32(Mark.isDigit(digit) ? digit & 15 : (digit & 15) + 9)
        }
    }

    /// Appends a character; what is none, and NUL, becomes U+FFFD.
    private static func append(_ point: UInt32, into output: inout [UInt8]) {
        let scalar = point == 0 ? nil : Unicode.Scalar(point)
        output.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
    }

    /// Appends a text with its references decoded and its escapes undone.
    static func appendUnescaped(_ text: [UInt8], _ range: Range<Int>, into output: inout [UInt8]) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let byte = text[index]
            if byte == Mark.backslash, index + 1 < end, Mark.isPunctuation(text[index + 1]) {
                output.append(text[index + 1])
                index += 2
            } else if byte == Mark.ampersand, let next = Entity.end(text, index, end) {
                decode(text[index..<next], into: &output)
                index = next
            } else {
                output.append(byte)
                index += 1
            }
        }
    }
}
