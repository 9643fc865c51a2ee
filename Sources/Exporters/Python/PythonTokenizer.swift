/// The tokens of Python source (3.14), in order and without overlaps.
///
/// White space between tokens gives none. The tokenizer takes any bytes and never fails: what
/// belongs to no token is an error token, an unterminated string is marked. Every byte is looked at
/// a bounded number of times, and nothing is copied.
///
/// Formatted strings come in parts, as CPython's own tokenizer gives them since 3.12: a start, then
/// texts and the tokens of replacement fields between `{` and `}` operators, then an end.
struct PythonTokenizer: Sequence, IteratorProtocol {
    /// Something that is open at a place in the text.
    enum Context: Hashable {
        /// A bracket.
        case bracket(UInt8)
        /// The text of a formatted string.
        case formatted(FormattedQuotes)
        /// The expression of a replacement field.
        case field
        /// The format specification of a replacement field.
        case specification(FormattedQuotes)
    }

    /// How a formatted string ends.
    struct FormattedQuotes: Hashable {
        var quote: UInt8
        var isTriple: Bool
        var isRaw: Bool
    }

    let bytes: ArraySlice<UInt8>
    var position: Int
    var contexts: [Context] = []
    /// How many replacement fields are open; their brackets are looked for only then.
    var openFields = 0
    private var isAtLineStart = true
    private var lineHasTokens = false

    /// Makes a tokenizer of the bytes of an array.
    init(_ bytes: [UInt8]) {
        self.init(bytes[...])
    }

    /// Makes a tokenizer; the tokens' ranges are positions in the slice.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Tells whether a bracket or a formatted string is open after the tokens given so far.
    var hasOpenContexts: Bool { !contexts.isEmpty }

    /// The next token, or `nil` at the end.
    mutating func next() -> PythonToken? {
        switch contexts.last {
        case .formatted(let quotes):
            return nextFormattedPart(quotes)
        case .specification(let quotes):
            return nextSpecificationPart(quotes)
        default:
            break
        }
        let start = position
        while position < bytes.endIndex, PythonLexis.isBlank(bytes[position]) { position += 1 }
        guard position < bytes.endIndex else { return nil }
        let byte = bytes[position]
        if isAtLineStart {
            isAtLineStart = false
            lineHasTokens = false
            if contexts.isEmpty, position > start,
                byte != UInt8(ascii: "#"), !PythonLexis.isLineEnd(byte)
            {
                return PythonToken(kind: .indentation, range: start..<position)
            }
        }
        if PythonLexis.isLineEnd(byte) { return newline() }
        if byte == UInt8(ascii: "#") {
            return token(.comment, to: PythonLexis.lineEnd(in: bytes, from: position))
        }
        if byte == UInt8(ascii: "\\"),
            let end = PythonLexis.lineBreakEnd(in: bytes, at: position + 1)
        {
            return token(.continuation, to: end)
        }
        lineHasTokens = true
        return substance(byte)
    }

    /// Makes a token from the position on and goes behind it.
    mutating func token(_ kind: PythonToken.Kind, to end: Int) -> PythonToken {
        defer { position = end }
        return PythonToken(kind: kind, range: position..<end)
    }

    /// Takes a token that is neither a line end nor a comment.
    private mutating func substance(_ byte: UInt8) -> PythonToken {
        if PythonLexis.isNameStart(byte) {
            if let prefix = PythonLexis.stringPrefix(in: bytes, at: position) {
                return string(prefix)
            }
            let end = PythonLexis.nameEnd(in: bytes, from: position)
            if end > position { return token(.name, to: end) }
            return token(.error, to: PythonLexis.scalar(in: bytes, at: position).end)
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return string(PythonLexis.StringPrefix(length: 0))
        }
        if let end = PythonLexis.numberEnd(in: bytes, at: position) {
            return token(.number, to: end)
        }
        if let end = PythonLexis.operatorEnd(in: bytes, at: position) {
            follow(byte, length: end - position)
            return token(.operator, to: contexts.last?.isSpecification == true ? position + 1 : end)
        }
        let isConversion = byte == UInt8(ascii: "!") && contexts.last == .field
        return token(isConversion ? .operator : .error, to: position + 1)
    }

    private mutating func newline() -> PythonToken {
        let end = PythonLexis.lineBreakEnd(in: bytes, at: position) ?? position + 1
        isAtLineStart = true
        return token(contexts.isEmpty && lineHasTokens ? .newline : .nonlogicalNewline, to: end)
    }

    /// Keeps the contexts up to date with an operator.
    private mutating func follow(_ byte: UInt8, length: Int) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            contexts.append(.bracket(byte))
        case UInt8(ascii: ")"), UInt8(ascii: "]"):
            if case .bracket = contexts.last { contexts.removeLast() }
        case UInt8(ascii: "}"):
            if openFields > 0 {
                closeBraceInField()
            } else if case .bracket = contexts.last {
                contexts.removeLast()
            }
        case UInt8(ascii: ":") where contexts.last == .field:
            startSpecification()
        default:
            break
        }
    }
}

extension PythonTokenizer.Context {
    var isSpecification: Bool {
        if case .specification = self { true } else { false }
    }
}
