/// What the grammar of Python tells tokens apart by.
enum PythonSymbol: String, CaseIterable, Hashable {
    case name = "<name>", number = "<number>", string = "<string>", newline = "<newline>"
    case indent = "<indent>", dedent = "<dedent>", end = "<end>", error = "<error>"
    case formattedStart = "<start>", formattedText = "<text>", formattedEnd = "<stop>"
    // Keywords.
    case `false` = "False", none = "None", `true` = "True", and, `as`, assert, async, await, `break`
    case `class`, `continue`, def, del, elif, `else`, except, finally, `for`, from, global, `if`
    case `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`
    case with, yield
    // Brackets and other delimiters.
    case openParenthesis = "(", closeParenthesis = ")", openBracket = "[", closeBracket = "]"
    case openBrace = "{", closeBrace = "}", comma = ",", semicolon = ";", colon = ":", dot = "."
    case ellipsis = "...", assign = "=", walrus = ":=", arrow = "->", at = "@", exclamation = "!"
    // Operators.
    case plus = "+", minus = "-", times = "*", power = "**", slash = "/", floor = "//"
    case percent = "%", ampersand = "&", bar = "|", caret = "^", tilde = "~", left = "<<"
    case right = ">>", less = "<", greater = ">", lessEqual = "<=", greaterEqual = ">="
    case equal = "==", unequal = "!="
    case plusAssign = "+=", minusAssign = "-=", timesAssign = "*=", powerAssign = "**="
    case slashAssign = "/=", floorAssign = "//=", percentAssign = "%=", andAssign = "&="
    case orAssign = "|=", xorAssign = "^=", leftAssign = "<<=", rightAssign = ">>="
    case matrixAssign = "@="

    /// The keywords and operators by their text, with open addressing: every word of the code is
    /// looked up.
    struct Table {
        private var keys = [UInt64](repeating: 0, count: 512)
        private var symbols = [PythonSymbol](repeating: .error, count: 512)
        /// Those of one byte, by the byte.
        private var singles = [PythonSymbol?](repeating: nil, count: 256)

        fileprivate init() {
            for symbol in allCases
            where !symbol.rawValue.hasSuffix(">") || symbol.rawValue.count < 3 {
                let text = Array(symbol.rawValue.utf8)
                let key = Table.key(text[...], 0..<text.count)
                var slot = Table.slot(of: key)
                while keys[slot] != 0 { slot = (slot + 1) % 512 }
                keys[slot] = key
                symbols[slot] = symbol
                if text.count == 1 { singles[Int(text[0])] = symbol }
            }
        }

        /// The keyword or operator that stands at a range of a text.
        subscript(text: ArraySlice<UInt8>, range: Range<Int>) -> PythonSymbol? {
            range.count > 8 ? nil : self[Table.key(text, range)]
        }

        /// The operator that is one byte.
        subscript(alone byte: UInt8) -> PythonSymbol? { singles[Int(byte)] }

        /// The keyword or operator whose bytes, eight at most, are those of a number.
        subscript(key: UInt64) -> PythonSymbol? {
            var slot = Table.slot(of: key)
            while keys[slot] != key {
                if keys[slot] == 0 { return nil }
                slot = (slot + 1) % 512
            }
            return symbols[slot]
        }

        private static func slot(of key: UInt64) -> Int {
            Int((key &* 0x9E37_79B9_7F4A_7C15) >> 55)
        }

        private static func key(_ text: ArraySlice<UInt8>, _ range: Range<Int>) -> UInt64 {
            var key: UInt64 = 0
            for index in range { key = key << 8 | UInt64(text[index]) }
            return key
        }
    }

    static let table = Table()

    /// Tells whether this opens or closes something.
    var isBracket: Bool {
        switch self {
        case .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace,
            .closeBrace:
            true
        default: false
        }
    }

    /// Tells whether an operator, or a number behind a dot, may have a byte that isn't its first.
    static func mayGoOn(with byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "."), 0x30...0x39:
            true
        default: false
        }
    }

    /// Tells whether this joins two operands and is no comparison.
    ///
    /// What binds how tightly doesn't matter for what is allowed.
    var isBinaryOperator: Bool {
        switch self {
        case .plus, .minus, .times, .slash, .floor, .percent, .ampersand, .bar, .caret, .left,
            .right, .at:
            true
        default: false
        }
    }

    /// Tells whether this assigns the result of an operation.
    var isAugmentedAssignment: Bool {
        switch self {
        case .plusAssign, .minusAssign, .timesAssign, .powerAssign, .slashAssign, .floorAssign,
            .percentAssign, .andAssign, .orAssign, .xorAssign, .leftAssign, .rightAssign,
            .matrixAssign:
            true
        default: false
        }
    }
}
