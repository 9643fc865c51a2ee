/// Where and why a text is not JSON.
public struct JSONError: Error, Sendable, Hashable {
    /// What is wrong at a place of a JSON text.
    public enum Reason: Sendable, Hashable {
        /// Something else had to stand here; the text names it, for example "a value".
        case expected(String)
        /// The text ends too early; the text names what had to follow.
        case unexpectedEnd(expected: String)
        /// A control character stands raw in a string.
        case controlCharacter(UInt8)
        /// A backslash is followed by something that is no escape.
        case invalidEscape
        /// The bytes of a string are not UTF-8.
        case invalidUTF8
        /// Arrays and objects are nested deeper than allowed.
        case tooDeep(limit: Int)
        /// The text has more bytes than allowed.
        case tooLarge(limit: Int)
        /// The text holds more values than allowed.
        case tooManyValues(limit: Int)
    }

    /// What is wrong.
    public let reason: Reason
    /// The line, from 1.
    public let line: Int
    /// The column in code points, from 1.
    public let column: Int
    /// The distance from the start of the text, in bytes.
    public let offset: Int

    /// Makes an error at a place.
    public init(_ reason: Reason, line: Int, column: Int, offset: Int) {
        self.reason = reason
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// Makes an error at a byte and works out its line and column.
    init(_ reason: Reason, at offset: Int, in bytes: ArraySlice<UInt8>) {
        var line = 1
        var column = 1
        var previous: UInt8 = 0
        // What editors don't show counts as no column.
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : 0
        for byte in bytes.prefix(offset).dropFirst(mark) {
            if byte == 0x0A && previous == 0x0D {
                // The second half of a CRLF line end.
            } else if byte == 0x0A || byte == 0x0D {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            previous = byte
        }
        self.init(reason, line: line, column: column, offset: offset)
    }
}

extension JSONError: CustomStringConvertible {
    /// A sentence with the place, for example "line 2, column 5 (byte 9): expected a value".
    public var description: String {
        "line \(line), column \(column) (byte \(offset)): \(reason)"
    }
}

extension JSONError.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .expected(let what):
            "expected \(what)"
        case .unexpectedEnd(let what):
            "the text ends where \(what) had to follow"
        case .controlCharacter(let byte):
            "control character \(byte) in a string, where an escape has to stand"
        case .invalidEscape:
            "expected an escape (\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX) after the backslash"
        case .invalidUTF8:
            "the string is not UTF-8"
        case .tooDeep(let limit):
            "nested deeper than the limit of \(limit)"
        case .tooLarge(let limit):
            "larger than the limit of \(limit) bytes"
        case .tooManyValues(let limit):
            "larger than the limit of \(limit) values"
        }
    }
}
