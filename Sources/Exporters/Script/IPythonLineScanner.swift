/// The scanning of one line from a place on, by the patterns of Python's module `tokenize` 3.11.
struct IPythonLineScanner {
    let line: ArraySlice<UInt8>
    let number: Int
    var position: Int
    var bracketLevel = 0
    private(set) var isContinued = false
    private(set) var openString: IPythonTokenizer.OpenString?
    /// The quotes for which no end was found in the line.
    ///
    /// The search from a later one would end as the first did, since a quote that the first passed
    /// over was escaped and the escapes behind it are the same.
    private var endlessQuotes: (single: Bool, double: Bool) = (false, false)

    init(line: ArraySlice<UInt8>, number: Int, position: Int) {
        self.line = line
        self.number = number
        self.position = position
    }

    /// Appends the tokens up to the end of the line.
    mutating func scan(into tokens: inout [IPythonToken]) {
        while position < line.endIndex {
            let start = position
            while position < line.endIndex, PythonLexis.isBlank(line[position]) { position += 1 }
            guard position < line.endIndex else { return }
            if take(into: &tokens) {
                if openString != nil { return }
                continue
            }
            for blank in start..<position { append(.error, at: blank, isSpace: true, &tokens) }
            let (scalar, end) = PythonLexis.scalar(in: line, at: position)
            append(.error, at: position, isSpace: PythonCharacter.isSpace(scalar), &tokens)
            position = end
        }
    }

    /// Takes the token that starts at the position, if one does.
    private mutating func take(into tokens: inout [IPythonToken]) -> Bool {
        let byte = line[position]
        switch byte {
        case UInt8(ascii: "\\"):
            guard let end = lineFeedEnd(at: position + 1) else { return false }
            isContinued = true
            position = end
            return true
        case UInt8(ascii: "#"):
            append(.other, at: position, to: PythonLexis.lineEnd(in: line, from: position), &tokens)
            return true
        case 0x0A, 0x0D:
            guard let end = lineFeedEnd(at: position) else { return false }
            let kind: IPythonToken.Kind =
                bracketLevel > 0 ? .nonlogicalNewline : .logicalNewline
            append(kind, at: position, to: end, &tokens)
            return true
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return takeString(prefix: 0, into: &tokens)
        default:
            break
        }
        if PythonLexis.isNameStart(byte) {
            let prefix =
                byte < 0x80
                ? PythonLexis.stringPrefix(in: line, at: position, allowsTemplates: false) : nil
            if let prefix, takeString(prefix: prefix.length, into: &tokens) { return true }
            return takeWord(into: &tokens)
        }
        if let end = PythonLexis.numberEnd(in: line, at: position) {
            append(.other, at: position, to: end, &tokens)
            return true
        }
        guard let end = PythonLexis.operatorEnd(in: line, at: position) else { return false }
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): bracketLevel += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): bracketLevel -= 1
        default: break
        }
        append(.other, at: position, to: end, &tokens)
        return true
    }

    private mutating func takeString(
        prefix: Int,
        into tokens: inout [IPythonToken]
    ) -> Bool {
        let quoteIndex = position + prefix
        let quote = line[quoteIndex]
        let isTriple = PythonLexis.isTripleQuote(in: line, at: quoteIndex)
        if isTriple {
            let end = IPythonTokenizer.stringEnd(
                in: line,
                from: quoteIndex + 3,
                quote: quote,
                isTriple: true
            )
            if let end {
                append(.other, at: position, to: end, &tokens)
            } else {
                open(quote, isTriple: true)
            }
            return true
        }
        let isDouble = quote == UInt8(ascii: "\"")
        if isDouble ? endlessQuotes.double : endlessQuotes.single { return false }
        var index = quoteIndex + 1
        while index < line.endIndex {
            switch line[index] {
            case quote:
                append(.other, at: position, to: index + 1, &tokens)
                return true
            case UInt8(ascii: "\\"):
                if lineFeedEnd(at: index + 1) != nil {
                    open(quote, isTriple: false)
                    return true
                }
                index += 2
            case 0x0A:
                index = line.endIndex
            default:
                index += 1
            }
        }
        if isDouble { endlessQuotes.double = true } else { endlessQuotes.single = true }
        return false
    }

    /// Takes a name, or word characters that are none.
    private mutating func takeWord(into tokens: inout [IPythonToken]) -> Bool {
        var end = position
        var startsName = false
        while end < line.endIndex {
            let (scalar, next) = PythonLexis.scalar(in: line, at: end)
            guard PythonCharacter.isWord(scalar) else { break }
            if end == position { startsName = scalar == "_" || scalar.properties.isXIDStart }
            end = next
        }
        guard end > position else { return false }
        append(startsName ? .name : .other, at: position, to: end, &tokens)
        return true
    }

    private mutating func open(_ quote: UInt8, isTriple: Bool) {
        openString = IPythonTokenizer.OpenString(
            quote: quote,
            isTriple: isTriple,
            line: number,
            start: position
        )
        position = line.endIndex
    }

    private func lineFeedEnd(at index: Int) -> Int? {
        guard index < line.endIndex else { return nil }
        if line[index] == 0x0A { return index + 1 }
        let isPair = line[index] == 0x0D && index + 1 < line.endIndex && line[index + 1] == 0x0A
        return isPair ? index + 2 : nil
    }

    private mutating func append(
        _ kind: IPythonToken.Kind,
        at start: Int,
        to end: Int,
        _ tokens: inout [IPythonToken]
    ) {
        tokens.append(
            IPythonToken(
                kind: kind,
                line: number,
                start: start,
                character: end == start + 1 ? line[start] : 0
            )
        )
        position = end
    }

    private func append(
        _ kind: IPythonToken.Kind,
        at start: Int,
        isSpace: Bool,
        _ tokens: inout [IPythonToken]
    ) {
        tokens.append(
            IPythonToken(
                kind: kind,
                line: number,
                start: start,
                character: line[start],
                isSpace: isSpace
            )
        )
    }
}
