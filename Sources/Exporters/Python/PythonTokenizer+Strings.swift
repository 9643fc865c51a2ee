extension PythonTokenizer {
    /// Takes a string, or the start of a formatted one.
    mutating func string(_ prefix: PythonLexis.StringPrefix) -> PythonToken {
        let quoteIndex = position + prefix.length
        let quote = bytes[quoteIndex]
        let isTriple = PythonLexis.isTripleQuote(in: bytes, at: quoteIndex)
        let contentStart = quoteIndex + (isTriple ? 3 : 1)
        if prefix.isFormatted {
            let quotes = FormattedQuotes(quote: quote, isTriple: isTriple, isRaw: prefix.isRaw)
            contexts.append(.formatted(quotes))
            return token(.formattedStart, to: contentStart)
        }
        let found = PythonLexis.stringEnd(
            in: bytes,
            from: contentStart,
            quote: quote,
            isTriple: isTriple
        )
        var result = token(.string, to: found.end)
        result.isUnterminated = !found.isTerminated
        if result.isUnterminated { abandonFormattedLine() }
        return result
    }

    /// Takes the next text, brace or end of a formatted string.
    mutating func nextFormattedPart(_ quotes: FormattedQuotes) -> PythonToken? {
        var index = position
        while index < bytes.endIndex {
            switch bytes[index] {
            case quotes.quote where endsFormatted(quotes, at: index):
                if index > position { return token(.formattedText, to: index) }
                contexts.removeLast()
                return token(.formattedEnd, to: index + (quotes.isTriple ? 3 : 1))
            case UInt8(ascii: "{"):
                if index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "{") {
                    index += 2
                } else if index > position {
                    return token(.formattedText, to: index)
                } else {
                    return openField()
                }
            case UInt8(ascii: "\\"):
                index = escapeEnd(quotes, at: index)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if !quotes.isTriple { return unterminated(at: index) }
                index += 1
            default:
                index += 1
            }
        }
        return unterminated(at: index)
    }

    /// Takes the next text or brace of a format specification.
    mutating func nextSpecificationPart(_ quotes: FormattedQuotes) -> PythonToken? {
        var index = position
        while index < bytes.endIndex {
            switch bytes[index] {
            case quotes.quote where endsFormatted(quotes, at: index):
                // The field lacks its brace; the string ends all the same.
                if index > position { return token(.formattedText, to: index) }
                closeSpecifications()
                return nextFormattedPart(quotes)
            case UInt8(ascii: "{"):
                if index > position { return token(.formattedText, to: index) }
                return openField()
            case UInt8(ascii: "}"):
                if index > position { return token(.formattedText, to: index) }
                closeField()
                return token(.operator, to: index + 1)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if !quotes.isTriple {
                    if index > position { return token(.formattedText, to: index) }
                    closeSpecifications()
                    return unterminated(at: index)
                }
                index += 1
            default:
                index += 1
            }
        }
        if index > position { return token(.formattedText, to: index) }
        closeSpecifications()
        return unterminated(at: index)
    }

    /// Turns the expression of the innermost field, which a colon ends, into its specification.
    mutating func startSpecification() {
        guard contexts.count > 1 else { return }
        switch contexts[contexts.count - 2] {
        case .formatted(let quotes), .specification(let quotes):
            contexts[contexts.count - 1] = .specification(quotes)
        case .bracket, .field:
            break
        }
    }

    /// Closes what a `}` closes in a replacement field: a brace in it, or else the field.
    ///
    /// Other brackets that are still open are given up.
    mutating func closeBraceInField() {
        while let last = contexts.popLast() {
            if last == .bracket(UInt8(ascii: "{")) { return }
            if last == .field {
                openFields -= 1
                return
            }
        }
    }

    private mutating func openField() -> PythonToken {
        contexts.append(.field)
        openFields += 1
        return token(.operator, to: position + 1)
    }

    private mutating func closeField() {
        contexts.removeLast()
        openFields -= 1
    }

    /// Closes all fields down to the text of the formatted string itself.
    private mutating func closeSpecifications() {
        while contexts.last?.isSpecification == true { closeField() }
    }

    private func endsFormatted(_ quotes: FormattedQuotes, at index: Int) -> Bool {
        !quotes.isTriple || PythonLexis.isTripleQuote(in: bytes, at: index)
    }

    /// Where an escape in a formatted string ends; the braces of fields can't be escaped.
    private func escapeEnd(_ quotes: FormattedQuotes, at index: Int) -> Int {
        guard index + 1 < bytes.endIndex else { return index + 1 }
        switch bytes[index + 1] {
        case UInt8(ascii: "{"), UInt8(ascii: "}"):
            return index + 1
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            return PythonLexis.lineBreakEnd(in: bytes, at: index + 1) ?? index + 2
        case UInt8(ascii: "N") where !quotes.isRaw:
            return PythonLexis.namedCharacterEnd(in: bytes, at: index + 2)
        default:
            return index + 2
        }
    }

    /// Ends a formatted string that has no quotes at its end: its text, then an empty end.
    private mutating func unterminated(at end: Int) -> PythonToken? {
        if end > position { return token(.formattedText, to: end) }
        contexts.removeLast()
        return PythonToken(kind: .formattedEnd, range: end..<end, isUnterminated: true)
    }

    /// Gives up the formatted strings of a line when a string in a field of theirs has no end.
    ///
    /// Most likely it is the quote of the formatted string itself, in a field without `}`.
    private mutating func abandonFormattedLine() {
        guard openFields > 0 else { return }
        let first = contexts.firstIndex { context in
            if case .formatted(let quotes) = context { !quotes.isTriple } else { false }
        }
        guard let first else { return }
        contexts.removeSubrange(first...)
        openFields = contexts.count { $0 == .field || $0.isSpecification }
    }
}
