/// The type that a plain scalar has by its spelling, as PyYAML resolves YAML 1.1.
enum YAMLTag {
    case null
    case bool
    case int
    case float
    case timestamp
    /// The key `<<`.
    case merge
    /// The key `=`.
    case value
    case string

    /// Resolves a plain scalar.
    init(_ text: [UInt32]) {
        // Every spelling with a meaning is short of wide characters; the longest are numbers.
        guard text.allSatisfy({ (0x09...0x7E).contains($0) }) else {
            self = .string
            return
        }
        self.init(ascii: text.map { UInt8(truncatingIfNeeded: $0) })
    }

    private init(ascii text: [UInt8]) {
        switch String(decoding: text, as: UTF8.self) {
        case "", "~", "null", "Null", "NULL":
            self = .null
        case "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False",
            "FALSE", "on", "On", "ON", "off", "Off", "OFF":
            self = .bool
        case "<<":
            self = .merge
        case "=":
            self = .value
        default:
            var pattern = BytePattern(text)
            if pattern.matches({ $0.float() }) {
                self = .float
            } else if pattern.matches({ $0.int() }) {
                self = .int
            } else if pattern.matches({ $0.timestamp() }) {
                self = .timestamp
            } else {
                self = .string
            }
        }
    }
}

/// A place in a scalar, and steps that go over what they expect.
private struct BytePattern {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Tells whether a pattern takes the whole scalar.
    mutating func matches(_ pattern: (inout BytePattern) -> Bool) -> Bool {
        position = 0
        return pattern(&self) && position == bytes.count
    }

    private mutating func one(_ set: String) -> Bool {
        guard position < bytes.count, set.utf8.contains(bytes[position]) else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    /// Takes bytes of a set and tells how many.
    private mutating func run(_ set: String, most: Int = .max) -> Int {
        let start = position
        while position - start < most, one(set) {}
        return position - start
    }

    private static let digits = "0123456789"

    mutating func float() -> Bool {
        let isSigned = one("+-")
        if one(".") {
            if word("inf") || word("Inf") || word("INF") { return true }
            if isSigned { return false }
            if word("nan") || word("NaN") || word("NAN") { return true }
            guard one(Self.digits) else { return false }
            _ = run(Self.digits + "_")
            return exponent()
        }
        guard one(Self.digits) else { return false }
        _ = run(Self.digits + "_")
        if minutes() > 0 {
            guard one(".") else { return false }
            _ = run(Self.digits + "_")
            return true
        }
        guard one(".") else { return false }
        _ = run(Self.digits + "_")
        return exponent()
    }

    private mutating func exponent() -> Bool {
        guard one("eE") else { return true }
        return one("+-") && run(Self.digits) > 0
    }

    /// Takes the parts of a number to the base of 60 and tells how many.
    private mutating func minutes() -> Int {
        var count = 0
        while true {
            let start = position
            guard one(":") else { return count }
            let tens = one("012345")
            guard one(Self.digits) || tens else {
                position = start
                return count
            }
            count += 1
        }
    }

    mutating func int() -> Bool {
        _ = one("+-")
        if one("0") {
            if position == bytes.count { return true }
            if one("b") { return run("01_") > 0 }
            if one("x") { return run("0123456789abcdefABCDEF_") > 0 }
            return run("01234567_") > 0
        }
        guard one("123456789") else { return false }
        _ = run(Self.digits + "_")
        _ = minutes()
        return true
    }

    mutating func timestamp() -> Bool {
        guard run(Self.digits, most: 4) == 4, one("-") else { return false }
        let month = run(Self.digits, most: 2)
        guard month > 0, one("-") else { return false }
        let day = run(Self.digits, most: 2)
        guard day > 0 else { return false }
        if position == bytes.count { return month == 2 && day == 2 }
        guard one("Tt") || run(" \t") > 0, run(Self.digits, most: 2) > 0 else { return false }
        for _ in 0..<2 {
            guard one(":"), run(Self.digits, most: 2) == 2 else { return false }
        }
        if one(".") { _ = run(Self.digits) }
        if position == bytes.count { return true }
        _ = run(" \t")
        if one("Z") { return true }
        guard one("+-"), run(Self.digits, most: 2) > 0 else { return false }
        return !one(":") || run(Self.digits, most: 2) == 2
    }
}
