internal import NotebookModel

/// The tokens of a text as the grammar needs them, with the indentation of blocks.
///
/// Comments and the line ends that end no statement give none.
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

    /// Collects the tokens; `nil` if the text can't be Python for what the tokens themselves are.
    ///
    /// That is an error token, an unterminated string, an open or wrong bracket, an indentation
    /// that fits no block, a null or a backslash before nothing.
    init?(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        if ByteScanner.firstIndex(of: 0, in: bytes.span) < bytes.count { return nil }
        items.reserveCapacity(bytes.count / 4 + 8)
        guard collect(), brackets.isEmpty else { return nil }
    }

    private mutating func collect() -> Bool {
        let bytes = self.bytes
        let (text, base, end) = (bytes.span, bytes.startIndex, bytes.endIndex)
        var position = base
        var isLineStart = true
        while true {
            let start = position
            while position < end, PythonLexis.isBlank(text[position &- base]) { position &+= 1 }
            guard position < end else { break }
            let byte = text[position &- base]
            switch byte {
            case 0x0A, 0x0D:
                let next = PythonLexis.lineBreakEnd(in: bytes, at: position) ?? position + 1
                if !isLineStart, brackets.isEmpty {
                    append(.newline, position..<next)
                    isLineStart = true
                }
                position = next
                continue
            case UInt8(ascii: "#"):
                position = PythonLexis.lineEnd(in: bytes, from: position)
                continue
            case UInt8(ascii: "\\"):
                guard !isLineStart, let next = continuationEnd(position) else { return false }
                position = next
                continue
            default:
                if isLineStart {
                    guard indent(start..<position) else { return false }
                    isLineStart = false
                }
            }
            if let next = addUsual(byte, text, at: position) {
                position = next
                continue
            }
            guard let next = add(at: position) else { return false }
            position = next
        }
        if !isLineStart { append(.newline, end..<end) }
        for _ in indents.dropFirst() { append(.dedent, end..<end) }
        append(.end, end..<end)
        return true
    }

    /// The place behind a backslash and a line end, unless no code is there.
    private func continuationEnd(_ position: Int) -> Int? {
        guard let next = PythonLexis.lineBreakEnd(in: bytes, at: position + 1),
            let code = bytes[next...].first(where: { !PythonLexis.isBlank($0) })
        else { return nil }
        return code == UInt8(ascii: "#") ? nil : next
    }

    @inline(__always)
    private mutating func append(_ symbol: PythonSymbol, _ range: Range<Int>) {
        items.append(Item(symbol: symbol, range: range))
    }

    /// Opens or closes blocks; false if the column fits none or depends on the width of tabs.
    private mutating func indent(_ range: Range<Int>) -> Bool {
        var (column, plain) = (0, 0)
        for byte in bytes[range] {
            plain += 1
            switch byte {
            case 0x20: column += 1
            case 0x09: column = (column / 8 + 1) * 8
            default: (column, plain) = (0, 0)  // a form feed
            }
        }
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

    /// Adds the token at a place if it is a word in ASCII or an operator of one byte, as most are.
    ///
    /// - Returns: The place behind; `nil` if it is neither.
    @inline(__always)
    private mutating func addUsual(_ byte: UInt8, _ text: Span<UInt8>, at start: Int) -> Int? {
        let (base, end) = (bytes.startIndex, bytes.endIndex)
        if PythonLexis.isNameStart(byte) {
            var key: UInt64 = 0  // of the word, if it is no longer than a keyword
            var position = start
            while position < end, PythonLexis.isNameByte(text[position &- base]) {
                key = key << 8 | UInt64(text[position &- base])
                position &+= 1
            }
            let next = position < end ? text[position &- base] : 0
            guard next < 0x80, !PythonLexis.isQuote(next) else { return nil }
            let symbol = position &- start > 8 ? nil : table[key]
            append(symbol ?? .name, start..<position)
            return position
        }
        guard let symbol = table[alone: byte] else { return nil }
        let next = start &+ 1 < end ? text[start &+ 1 &- base] : 0
        guard symbol.isBracket || !PythonSymbol.mayGoOn(with: next) else { return nil }
        append(follow(symbol) ? symbol : .error, start..<(start &+ 1))
        return start &+ 1
    }

    /// Adds the token at a place, or those of a formatted string; the place behind, unless that
    /// can't be Python.
    private mutating func add(at start: Int) -> Int? {
        let byte = bytes[start]
        if PythonLexis.isNameStart(byte) { return addWord(at: start) }
        if PythonLexis.isQuote(byte) { return addString(at: start) }
        if let end = PythonLexis.numberEnd(in: bytes, at: start) {
            append(.number, start..<end)
            return isValidNumber(start..<end) ? end : nil
        }
        guard let end = PythonLexis.operatorEnd(in: bytes, at: start),
            let symbol = table[bytes, start..<end], follow(symbol)
        else { return nil }
        append(symbol, start..<end)
        return end
    }

    /// Adds a name, a keyword or a string with a prefix.
    private mutating func addWord(at start: Int) -> Int? {
        let end = PythonLexis.nameEnd(in: bytes, from: start)
        guard end > start else { return nil }
        if end - start < 3, end < bytes.endIndex, PythonLexis.isQuote(bytes[end]),
            PythonLexis.stringPrefix(in: bytes, at: start) != nil
        {
            return addString(at: start)
        }
        append(table[bytes, start..<end] ?? .name, start..<end)
        return end
    }

    private mutating func addString(at start: Int) -> Int? {
        var tokenizer = PythonTokenizer(bytes[start...])
        repeat {
            guard let token = tokenizer.next(), !token.isUnterminated, add(token) else {
                return nil
            }
        } while tokenizer.hasOpenContexts
        return tokenizer.position
    }

    /// Adds a string, or a token within a formatted one.
    private mutating func add(_ token: PythonToken) -> Bool {
        switch token.kind {
        case .string:
            guard PythonStringCheck.isValid(bytes[token.range]) else { return false }
            append(.string, token.range)
        case .formattedStart:
            let isTemplate = bytes[token.range].contains { $0 | 0x20 == UInt8(ascii: "t") }
            if isTemplate { return false }  // since Python 3.14
            append(.formattedStart, token.range)
        case .formattedText:
            append(.formattedText, token.range)
        case .formattedEnd:
            append(.formattedEnd, token.range)
        case .name:
            append(table[bytes, token.range] ?? .name, token.range)
        case .number:
            append(.number, token.range)
            return isValidNumber(token.range)
        case .operator:
            guard let symbol = table[bytes, token.range], follow(symbol) else { return false }
            append(symbol, token.range)
        case .comment, .nonlogicalNewline, .newline:
            return true
        case .continuation:
            return continuationEnd(token.range.lowerBound) != nil
        case .indentation, .error:
            return false
        }
        return true
    }

    /// Tells whether a number is none that Python refuses for its length (`sys.set_int_max_str_digits`),
    /// and whether what stands behind it may directly follow.
    private func isValidNumber(_ range: Range<Int>) -> Bool {
        let place = range.upperBound
        guard range.count <= 4_300 else { return false }
        guard place < bytes.endIndex else { return true }
        let byte = bytes[place]
        if PythonLexis.isNameStart(byte) {
            let word = place..<PythonLexis.nameEnd(in: bytes, from: place)
            switch table[bytes, word] {
            case .and, .else, .for, .if, .in, .is, .not, .or: return true
            default: return false
            }
        }
        return PythonLexis.numberEnd(in: bytes, at: place) == nil
    }

    /// Keeps the open brackets up to date; false if a closing one fits none or they are too many.
    @inline(__always)
    private mutating func follow(_ symbol: PythonSymbol) -> Bool {
        symbol.isBracket ? followBracket(symbol) : true
    }

    private mutating func followBracket(_ symbol: PythonSymbol) -> Bool {
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
