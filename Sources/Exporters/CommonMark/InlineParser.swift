/// Parses the text of a block into tokens.
///
/// One parser serves all blocks of a document, so that its storage is reused.
struct InlineParser {
    /// The start or end of emphasis, in a chain.
    struct Emphasis {
        let kind: Kind
        var next: Int

        enum Kind {
            case emphasis
            case strong
            case strikethrough
        }
    }

    let extensions: CommonMarkExtensions
    let definitions: LinkDefinitions

    /// The text of all blocks.
    var text: [UInt8]

    private(set) var tokens: [InlineToken] = []
    var emphasis: [Emphasis] = []
    var targets: [LinkTarget] = []
    var delimiters = DelimiterStack()
    var brackets = BracketStack()
    var codeSpans = CodeSpanSearch()
    var rawHTML = RawHTMLSearch()
    var formulas = FormulaSearch()

    /// The length of the definitions that references were replaced by, as often as they were.
    var referencedBytes = 0

    /// The part of the text that is parsed, and the place in it.
    var start = 0
    var end = 0
    var index = 0

    /// Where text starts that no token has yet.
    var textStart = 0

    private let specials: (low: UInt64, high: UInt64)

    init(tree: BlockTree, extensions: CommonMarkExtensions) {
        self.extensions = extensions
        definitions = tree.definitions
        text = tree.text
        specials = InlineParser.specials(extensions)
    }

    /// The characters that may be more than text, as two sets of bits.
    private static func specials(_ extensions: CommonMarkExtensions) -> (UInt64, UInt64) {
        var characters = "\n`*_\\[]!<&"
        if extensions.contains(.strikethrough) { characters += "~" }
        if extensions.contains(.math) { characters += "$" }
        if extensions.contains(.autolinks) { characters += ":@wW" }
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in characters.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        return (low, high)
    }

    /// Parses a part of the text; its tokens are there until the next one is parsed.
    mutating func parse(_ range: Range<Int>) {
        tokens.removeAll(keepingCapacity: true)
        emphasis.removeAll(keepingCapacity: true)
        targets.removeAll(keepingCapacity: true)
        delimiters.removeAll(from: 0)
        brackets.removeAll()
        codeSpans = CodeSpanSearch()
        rawHTML = RawHTMLSearch()
        formulas = FormulaSearch()
        start = range.lowerBound
        end = range.upperBound
        index = start
        textStart = start
        while true {
            index = nextSpecial(text, index, end)
            guard index < end else { break }
            parseSpecial(text[index])
        }
        flushText()
        matchEmphasis(above: 0)
    }

    /// Passes over characters that are only text, which most are.
    private func nextSpecial(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        let low = specials.low
        let high = specials.high
        for position in start..<end {
            let byte = text[position]
            let bits = byte < 64 ? low : byte < 128 ? high : 0
            if bits >> UInt64(byte & 63) & 1 == 1 { return position }
        }
        return end
    }

    private mutating func parseSpecial(_ byte: UInt8) {
        switch byte {
        case Mark.lineFeed: parseLineFeed()
        case Mark.backtick: parseCodeSpan()
        case Mark.asterisk, Mark.underscore, Mark.tilde: parseDelimiters(byte)
        case Mark.backslash: parseBackslash()
        case Mark.leftBracket: openBracket(isImage: false)
        case Mark.exclamation:
            if index + 1 < end, text[index + 1] == Mark.leftBracket {
                openBracket(isImage: true)
            } else {
                index += 1
            }
        case Mark.rightBracket: closeBracket()
        case Mark.less: parseAngleBracket()
        case Mark.ampersand: parseEntity()
        case Mark.dollar: parseDollar()
        case Mark.colon: parseBareAddress()
        case Mark.at: parseBareMailAddress()
        default: parseBareWebAddress()
        }
    }

    /// Makes the text up to here a token.
    mutating func flushText() {
        if textStart < index {
            tokens.append(InlineToken(kind: .text, start: textStart, end: index))
        }
        textStart = index
    }

    /// Adds a token that starts here, and passes over it.
    ///
    /// - Returns: The token's index.
    @discardableResult
    mutating func append(_ kind: InlineToken.Kind, end next: Int) -> Int {
        flushText()
        tokens.append(InlineToken(kind: kind, start: index, end: next))
        index = next
        textStart = next
        return tokens.count - 1
    }

    mutating func update(_ token: Int, _ change: (inout InlineToken) -> Void) {
        change(&tokens[token])
    }

    mutating func dropTokens(from count: Int) {
        tokens.removeLast(tokens.count - count)
    }

    private mutating func parseLineFeed() {
        let position = index
        var trimmed = position
        while trimmed > textStart, text[trimmed - 1] == Mark.space { trimmed -= 1 }
        let isHard = position - trimmed >= 2
        index = trimmed
        flushText()
        index = position
        textStart = position
        let next = LinkScanner.skipBlanks(text, position + 1, end)
        append(isHard ? .hardBreak : .softBreak, end: next)
    }

    private mutating func parseBackslash() {
        guard index + 1 < end else {
            index += 1
            return
        }
        let next = text[index + 1]
        if extensions.contains(.math), parseBackslashFormula(next) { return }
        if next == Mark.lineFeed {
            append(.hardBreak, end: LinkScanner.skipBlanks(text, index + 2, end))
        } else if Mark.isPunctuation(next) {
            flushText()
            textStart = index + 1
            index += 2
        } else {
            index += 1
        }
    }

    private mutating func parseEntity() {
        if let entityEnd = Entity.end(text, index, end) {
            append(.entity, end: entityEnd)
        } else {
            index += 1
        }
    }
}

extension InlineParser {
    /// Whether the text is nothing but one display formula.
    var isDisplayFormula: Bool {
        tokens.count == 1 && tokens[0].kind == .displayFormula
    }
}
