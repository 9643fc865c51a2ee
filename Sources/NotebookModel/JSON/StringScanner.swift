/// Finds the ends of JSON strings.
enum StringScanner {
    /// The position behind the closing quote of a string whose inside starts at a position.
    ///
    /// - Returns: `nil` if there is a raw control character, a bad escape or bad UTF-8, or no end.
    static func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        let text = unsafe bytes.bytes
        let high = SIMD16<UInt8>(repeating: 0x80)
        var index = start
        while index < bytes.count {
            if index &+ ByteBlock.count <= bytes.count {
                let block = ByteBlock(text, at: index)
                let place = ByteBlock.first(block.special .| (block.bytes .>= high))
                index &+= place
                if place == ByteBlock.count { continue }
            }
            let byte = bytes[index]
            if byte == 0x22 { return index &+ 1 }
            if byte == 0x5C {
                guard let next = endOfEscape(in: bytes, at: index) else { return nil }
                index = next
            } else if byte >= 0x80 {
                repeat {
                    guard let next = endOfCharacter(in: bytes, at: index) else { return nil }
                    index = next
                } while index < bytes.count && bytes[index] >= 0x80
            } else {
                guard byte >= 0x20 else { return nil }
                index &+= 1
            }
        }
        return nil
    }

    @inline(__always)
    private static func endOfEscape(in bytes: Span<UInt8>, at index: Int) -> Int? {
        guard index &+ 1 < bytes.count else { return nil }
        let letter = bytes[index &+ 1]
        if letter == 0x22 || letter == 0x5C || letter == UInt8(ascii: "n") { return index &+ 2 }
        switch letter {
        case UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index &+ 2
        case UInt8(ascii: "u"):
            guard index &+ 6 <= bytes.count else { return nil }
            for digit in (index &+ 2)..<(index &+ 6) {
                switch bytes[digit] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    continue
                default: return nil
                }
            }
            return index &+ 6
        default: return nil
        }
    }

    /// The position of the first byte that belongs to no well-formed character, or the end.
    static func endOfUTF8(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index &+= 1
            } else if let next = endOfCharacter(in: bytes, at: index) {
                index = next
            } else {
                break
            }
        }
        return index
    }

    /// The position behind a character beyond ASCII, if it is well formed.
    ///
    /// The ranges of the second byte are those of table 3-7 of the Unicode Standard.
    @inline(__always)
    private static func endOfCharacter(in bytes: Span<UInt8>, at index: Int) -> Int? {
        // Most letters of most languages take two bytes.
        if index &+ 1 < bytes.count, bytes[index] >= 0xC2, bytes[index] < 0xE0 {
            return bytes[index &+ 1] & 0xC0 == 0x80 ? index &+ 2 : nil
        }
        return endOfLongCharacter(in: bytes, at: index)
    }

    private static func endOfLongCharacter(in bytes: Span<UInt8>, at index: Int) -> Int? {
        let second: ClosedRange<UInt8>
        let count: Int
        switch bytes[index] {
        case 0xE0: (second, count) = (0xA0...0xBF, 3)
        case 0xED: (second, count) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, count) = (0x80...0xBF, 3)
        case 0xF0: (second, count) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, count) = (0x80...0xBF, 4)
        case 0xF4: (second, count) = (0x80...0x8F, 4)
        default: return nil
        }
        guard index &+ count <= bytes.count, second.contains(bytes[index &+ 1]) else { return nil }
        for tail in (index &+ 2)..<(index &+ count) where bytes[tail] & 0xC0 != 0x80 {
            return nil
        }
        return index &+ count
    }
}
