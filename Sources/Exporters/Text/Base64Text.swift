/// The decoding of Base64 by the rules of those who wrote it.
struct Base64Text {
    /// What may stand beside digits.
    enum Rule {
        /// White space only, and padding at the end or none.
        case whole
        /// Anything, as for Python's `binascii.a2b_base64`; what is behind padding doesn't count.
        ///
        /// Padding has to be there. Characters beyond ASCII are an error in strings and don't count
        /// in bytes.
        case python(allowsNonASCII: Bool)
    }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    private let rule: Rule
    private var output: [UInt8]
    private var end = 0
    /// The digit before the next one, as far as it counts.
    private var previous: UInt8 = 0
    /// The number of digits of the group so far.
    private var count = 0
    private var padding = 0

    private init(_ rule: Rule, capacity: Int) {
        self.rule = rule
        output = [UInt8](repeating: 0, count: capacity)
    }

    /// Decodes digits.
    ///
    /// - Parameters:
    ///   - text: The digits.
    ///   - rule: What may stand beside them.
    /// - Returns: The bytes, or `nil` if the rule forbids something or a group is not complete.
    static func decode(_ text: String, _ rule: Rule) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let values = values
        var decoder = Base64Text(rule, capacity: bytes.count / 4 * 3 + 3)
        var index = 0
        while index < bytes.count {
            if decoder.count == 0, decoder.padding == 0 {
                index = decoder.takeGroups(of: bytes, at: index, values)
                guard index < bytes.count else { break }
            }
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "=") {
                guard decoder.takePadding() else { continue }
                return decoder.finish(before: bytes[index...])
            }
            guard decoder.take(byte, values[Int(byte)]) else { return nil }
        }
        return decoder.finish(before: [])
    }

    /// Takes groups of four digits as long as nothing stands between them.
    private mutating func takeGroups(of bytes: [UInt8], at start: Int, _ values: [UInt8]) -> Int {
        var end = end
        let index = Base64Text.decodeGroups(bytes.span, start, values.span, &output, &end)
        self.end = end
        return index
    }

    private static func decodeGroups(
        _ digits: Span<UInt8>,
        _ start: Int,
        _ values: Span<UInt8>,
        _ output: inout [UInt8],
        _ end: inout Int
    ) -> Int {
        // So that no single look into the table has to be checked.
        guard values.count == 256 else { return start }
        var target = output.mutableSpan
        var index = start
        var next = end
        while index + 4 <= digits.count, next + 3 <= target.count {
            let first = values[Int(digits[index])]
            let second = values[Int(digits[index + 1])]
            let third = values[Int(digits[index + 2])]
            let fourth = values[Int(digits[index + 3])]
            guard first | second | third | fourth < 64 else { break }
            target[next] = first << 2 | second >> 4
            target[next + 1] = second << 4 | third >> 2
            target[next + 2] = third << 6 | fourth
            next += 3
            index += 4
        }
        end = next
        return index
    }

    /// Takes one byte that is no padding; false if it is an error.
    private mutating func take(_ byte: UInt8, _ value: UInt8) -> Bool {
        guard value < 64 else {
            switch rule {
            case .whole: return byte == 0x20 || (0x09...0x0D).contains(byte)
            case .python(let allowsNonASCII): return allowsNonASCII || byte < 0x80
            }
        }
        if case .whole = rule, padding > 0 { return false }
        padding = 0
        switch count {
        case 0: break
        case 1: put(previous << 2 | value >> 4)
        case 2: put(previous << 4 | value >> 2)
        default: put(previous << 6 | value)
        }
        previous = value
        count = (count + 1) % 4
        return true
    }

    private mutating func put(_ byte: UInt8) {
        output[end] = byte
        end += 1
    }

    /// Takes padding; true if nothing behind it counts.
    private mutating func takePadding() -> Bool {
        switch rule {
        case .whole:
            padding += 1
            return false
        case .python:
            guard count >= 2 else { return false }
            padding += 1
            return count + padding >= 4
        }
    }

    private mutating func finish(before rest: ArraySlice<UInt8>) -> [UInt8]? {
        switch rule {
        case .whole:
            guard count != 1, padding <= 2 else { return nil }
        case .python(let allowsNonASCII):
            guard count == 0 || count + padding >= 4 else { return nil }
            guard allowsNonASCII || rest.allSatisfy({ $0 < 0x80 }) else { return nil }
        }
        output.removeSubrange(end...)
        return output
    }
}
