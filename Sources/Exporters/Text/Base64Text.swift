internal import NotebookModel

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
        text.withBytes { digits in
            var decoder = Base64Text(rule, capacity: digits.count / 4 * 3 + 4)
            return decoder.decode(digits)
        }
    }

    private mutating func decode(_ digits: Span<UInt8>) -> [UInt8]? {
        let values = Base64.values
        var index = 0
        while true {
            if count == 0, padding == 0 {
                Base64.decodeGroups(digits, from: &index, to: &output, at: &end)
            }
            guard index < digits.count else { return finish(before: digits, from: index) }
            let byte = digits[index]
            index += 1
            if byte == UInt8(ascii: "=") {
                if takePadding() { return finish(before: digits, from: index) }
            } else {
                guard take(byte, values[Int(byte)]) else { return nil }
            }
        }
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

    private mutating func finish(before rest: Span<UInt8>, from index: Int) -> [UInt8]? {
        switch rule {
        case .whole:
            guard count != 1, padding <= 2 else { return nil }
        case .python(let allowsNonASCII):
            guard count == 0 || count + padding >= 4 else { return nil }
            if !allowsNonASCII, (index..<rest.count).contains(where: { rest[$0] >= 0x80 }) {
                return nil
            }
        }
        output.removeSubrange(end...)
        return output
    }
}
