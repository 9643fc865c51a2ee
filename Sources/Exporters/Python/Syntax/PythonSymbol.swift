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

    /// The keywords and operators by their text, in a table with open addressing: every word of
    /// the code is looked up.
    private static let table: [(key: UInt64, symbol: PythonSymbol)?] = {
        var table = [(key: UInt64, symbol: PythonSymbol)?](repeating: nil, count: 512)
        for symbol in allCases where !symbol.rawValue.hasSuffix(">") || symbol.rawValue.count < 3 {
            let key = key(Array(symbol.rawValue.utf8)[...])
            var slot = slot(of: key)
            while table[slot] != nil { slot = (slot + 1) % 512 }
            table[slot] = (key, symbol)
        }
        return table
    }()

    private static func slot(of key: UInt64) -> Int {
        Int((key &* 0x9E37_79B9_7F4A_7C15) >> 55)
    }

    /// The keyword or operator with this text.
    init?(text: ArraySlice<UInt8>) {
        guard text.count <= 8 else { return nil }
        let key = PythonSymbol.key(text)
        var slot = PythonSymbol.slot(of: key)
        while let entry = PythonSymbol.table[slot] {
            if entry.key == key {
                self = entry.symbol
                return
            }
            slot = (slot + 1) % 512
        }
        return nil
    }

    private static func key(_ text: ArraySlice<UInt8>) -> UInt64 {
        text.reduce(0) { $0 << 8 | UInt64($1) }
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
