extension InlineParser {
    /// Makes a link of a bare address at its colon.
    mutating func parseBareAddress() {
        guard index + 3 < end, text[index + 1] == Mark.slash, text[index + 2] == Mark.slash else {
            index += 1
            return
        }
        var first = index
        while first > textStart, index - first < 6, Mark.isAlphanumeric(text[first - 1]) {
            first -= 1
        }
        let scheme = text[first..<index].map { $0 | 0x20 }
        guard ["http", "https", "ftp"].contains(where: { scheme.elementsEqual($0.utf8) }),
            let domain = AddressScanner.domain(text, index + 3, end)
        else {
            index += 1
            return
        }
        appendAddress(.address, first, domain.end)
    }

    /// Makes a link of an address that starts with `www.`.
    mutating func parseBareWebAddress() {
        guard index + 4 < end, text[index + 3] == Mark.period, isWordStart(index),
            text[index..<index + 3].allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }),
            let domain = AddressScanner.domain(text, index, end), domain.labels > 1
        else {
            index += 1
            return
        }
        appendAddress(.webAddress, index, domain.end)
    }

    private mutating func appendAddress(_ kind: InlineToken.Kind, _ first: Int, _ rest: Int) {
        index = first
        let next = AddressScanner.end(
            text,
            first,
            rest,
            end,
            stopsAtBracket: !brackets.isEmpty
        )
        append(kind, end: next)
    }

    /// Tells whether an address may start at a place, by GFM's rule.
    private func isWordStart(_ position: Int) -> Bool {
        guard position > start else { return true }
        switch text[position - 1] {
        case Mark.asterisk, Mark.underscore, Mark.tilde, Mark.leftParenthesis: return true
        case let byte: return Mark.isSpace(byte)
        }
    }

    /// Makes a link of a bare mail address at its `@`.
    mutating func parseBareMailAddress() {
        var first = index
        while first > start, InlineParser.isLocalPart(text[first - 1]) { first -= 1 }
        var next = index + 1
        var dots = 0
        while next < end {
            if text[next] == Mark.period {
                guard next + 1 < end, Mark.isAlphanumeric(text[next + 1]) else { break }
                dots += 1
            } else if !Mark.isAlphanumeric(text[next]), text[next] != Mark.hyphen,
                text[next] != Mark.underscore
            {
                break
            }
            next += 1
        }
        let isMail =
            dots > 0 && first < index && Mark.isAlphanumeric(text[next - 1])
            && Mark.isAlphanumeric(text[index + 1])
        guard isMail, takeBack(to: first) else {
            index += 1
            return
        }
        index = first
        append(.mailAddress, end: next)
    }

    private static func isLocalPart(_ byte: UInt8) -> Bool {
        Mark.isAlphanumeric(byte) || byte == Mark.period || byte == Mark.plus
            || byte == Mark.hyphen || byte == Mark.underscore
    }

    /// Makes text behind a place free of tokens, if they are only text and underscores.
    private mutating func takeBack(to first: Int) -> Bool {
        while textStart > first {
            guard let last = tokens.last, last.end == textStart,
                last.kind == .text || last.kind == .delimiters
            else { return false }
            if last.kind == .delimiters { delimiters.removeAll(from: delimiters.count - 1) }
            dropTokens(from: tokens.count - 1)
            textStart = last.start
        }
        return true
    }
}
