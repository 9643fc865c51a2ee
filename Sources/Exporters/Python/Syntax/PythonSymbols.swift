internal import NotebookModel

/// The tokens of a text as the grammar needs them, with the indentation of blocks.
struct PythonSymbols {
    /// A token.
    struct Item {
        var symbol: PythonSymbol
        var range: Range<Int>
    }

    private(set) var items: [Item] = []
    private let bytes: ArraySlice<UInt8>
    private let table = PythonSymbol.table
    /// The columns of the open blocks, with tabs to multiples of 8, and with tabs as 1.
    private var indents: [(column: Int, plain: Int)] = [(0, 0)]
    private var brackets: [PythonSymbol] = []
    private var isLineStart = true

    /// Collects the tokens; `nil` if the text can't be Python for what the tokens themselves are.
    ///
    /// That is an error token, an unterminated string, an open or wrong bracket, an indentation
    /// that fits no block, a null or a backslash before nothing.
    init?(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        if ByteScanner.firstIndex(of: 0, in: bytes.span) < bytes.count { return nil }
        items.reserveCapacity(bytes.count / 4 + 8)
        var last = PythonToken(kind: .newline, range: bytes.startIndex..<bytes.startIndex)
        var indentation: Range<Int>?
        for token in PythonTokenizer(bytes) {
            if token.isUnterminated { return nil }
            switch token.kind {
            case .comment, .nonlogicalNewline:
                if isLineStart { indentation = nil }
                if last.kind == .continuation, token.kind == .comment { return nil }
            case .continuation:
                if isLineStart { return nil }
            case .indentation:
                indentation = token.range
            case .newline:
                append(.newline, token.range)
                isLineStart = true
            default:
                if isLineStart {
                    let end = token.range.lowerBound
                    guard indent(indentation ?? end..<end) else { return nil }
                    indentation = nil
                    isLineStart = false
                }
                guard add(token, after: last) else { return nil }
            }
            last = token
        }
        guard brackets.isEmpty, last.kind != .continuation else { return nil }
        let end = bytes.endIndex..<bytes.endIndex
        if !isLineStart { append(.newline, end) }
        for _ in indents.dropFirst() { append(.dedent, end) }
        append(.end, end)
    }

    private mutating func append(_ symbol: PythonSymbol, _ range: Range<Int>) {
        items.append(Item(symbol: symbol, range: range))
    }

    /// Opens or closes blocks; false if the column fits none or depends on the width of tabs.
    private mutating func indent(_ range: Range<Int>) -> Bool {
        var column = 0
        for byte in bytes[range] {
            switch byte {
            case 0x20: column += 1
            case 0x09: column = (column / 8 + 1) * 8
            default: return false
            }
        }
        let plain = range.count
        guard let last = indents.last else { return false }
        if column > last.column {
            guard plain > last.plain, indents.count < 100 else { return false }
            indents.append((column, plain))
            append(.indent, range)
            return true
        }
        while let last = indents.last, column < last.column {
            indents.removeLast()
            append(.dedent, range)
        }
        return indents.last?.column == column && indents.last?.plain == plain
    }

    private mutating func add(_ token: PythonToken, after last: PythonToken) -> Bool {
        switch token.kind {
        case .name:
            let symbol = table[bytes, token.range] ?? .name
            if last.kind == .number, last.range.upperBound == token.range.lowerBound {
                let mayFollow: [PythonSymbol] = [.and, .else, .for, .if, .in, .is, .not, .or]
                guard mayFollow.contains(symbol) else { return false }
            }
            append(symbol, token.range)
        case .number:
            if last.kind == .number, last.range.upperBound == token.range.lowerBound {
                return false
            }
            append(.number, token.range)
        case .string:
            guard PythonStringCheck.isValid(bytes[token.range]) else { return false }
            append(.string, token.range)
        case .formattedStart:
            append(.formattedStart, token.range)
        case .formattedText:
            append(.formattedText, token.range)
        case .formattedEnd:
            append(.formattedEnd, token.range)
        case .operator:
            guard let symbol = table[bytes, token.range], follow(symbol) else { return false }
            append(symbol, token.range)
        default:
            return false
        }
        return true
    }

    /// Keeps the open brackets up to date; false if a closing one fits none or they are too many.
    private mutating func follow(_ symbol: PythonSymbol) -> Bool {
        switch symbol {
        case .openParenthesis, .openBracket, .openBrace:
            brackets.append(symbol)
            return brackets.count < 200
        case .closeParenthesis: return brackets.popLast() == .openParenthesis
        case .closeBracket: return brackets.popLast() == .openBracket
        case .closeBrace: return brackets.popLast() == .openBrace
        default: return true
        }
    }
}
