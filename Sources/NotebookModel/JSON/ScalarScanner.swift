/// Finds the ends of numbers and of the words `true`, `false`, `null`, `NaN` and `Infinity`.
enum ScalarScanner {
    /// The position behind the scalar that starts at a position, if there is one.
    static func end(in bytes: Span<UInt8>, from start: Int, nonFinite: Bool) -> Int? {
        switch bytes[start] {
        case UInt8(ascii: "n"): return endOfWord("null", in: bytes, from: start)
        case UInt8(ascii: "t"): return endOfWord("true", in: bytes, from: start)
        case UInt8(ascii: "f"): return endOfWord("false", in: bytes, from: start)
        case UInt8(ascii: "N"): return nonFinite ? endOfWord("NaN", in: bytes, from: start) : nil
        default: return endOfNumber(in: bytes, from: start, nonFinite: nonFinite)
        }
    }

    private static func endOfWord(
        _ word: StaticString,
        in bytes: Span<UInt8>,
        from start: Int
    ) -> Int? {
        var index = start
        for byte in "\(word)".utf8 {
            guard index < bytes.count, bytes[index] == byte else { return nil }
            index &+= 1
        }
        return index
    }

    private static func endOfNumber(
        in bytes: Span<UInt8>,
        from start: Int,
        nonFinite: Bool
    ) -> Int? {
        var index = start
        if bytes[index] == UInt8(ascii: "-") { index &+= 1 }
        guard index < bytes.count else { return nil }
        if nonFinite, bytes[index] == UInt8(ascii: "I") {
            return endOfWord("Infinity", in: bytes, from: index)
        }
        if bytes[index] == UInt8(ascii: "0") {
            index &+= 1
        } else {
            guard passDigits(bytes, &index) else { return nil }
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index &+= 1
            guard passDigits(bytes, &index) else { return nil }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index &+= 1
            if index < bytes.count,
                bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
            {
                index &+= 1
            }
            guard passDigits(bytes, &index) else { return nil }
        }
        return index
    }

    /// Passes over digits; false if there is none.
    @inline(__always)
    private static func passDigits(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        while index < bytes.count, bytes[index] &- 0x30 < 10 { index &+= 1 }
        return index > start
    }
}
