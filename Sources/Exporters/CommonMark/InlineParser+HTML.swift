/// Finds the ends of comments and the like in a block, none twice in vain.
struct RawHTMLSearch {
    private var failed = [false, false, false, false]

    /// Reads a comment, an instruction, a declaration or CDATA.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: The place of a `<`.
    ///   - end: The end of the block.
    /// - Returns: The place behind it, or nil if there is none.
    mutating func end(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        let next = start + 1
        guard next < end else { return nil }
        if text[next] == Mark.question { return find("?>", 0, text, next + 1, end) }
        guard text[next] == Mark.exclamation, next + 1 < end else { return nil }
        let rest = text[next + 1..<end]
        if rest.starts(with: "--".utf8) {
            if rest.starts(with: "-->".utf8) { return next + 4 }
            if rest.starts(with: "--->".utf8) { return next + 5 }
            return find("-->", 1, text, next + 3, end)
        }
        if rest.starts(with: "[CDATA[".utf8) { return find("]]>", 2, text, next + 8, end) }
        return Mark.isLetter(text[next + 1]) ? find(">", 3, text, next + 1, end) : nil
    }

    private mutating func find(
        _ closing: StaticString,
        _ kind: Int,
        _ text: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> Int? {
        guard !failed[kind] else { return nil }
        let found = ByteSearch.find(closing, text, start, end)
        failed[kind] = found == nil
        return found.map { $0 + closing.utf8CodeUnitCount }
    }
}

extension InlineParser {
    /// Reads an address in angle brackets or raw HTML.
    mutating func parseAngleBracket() {
        if let (next, kind) = bracketedAddress() {
            let token = append(kind, end: next)
            update(token) {
                $0.start += 1
                $0.end -= 1
                $0.isBracketed = true
            }
        } else if let next = HTMLScanner.tag(text, index, end) ?? rawHTML.end(text, index, end) {
            append(.html, end: next)
        } else {
            index += 1
        }
    }

    private func bracketedAddress() -> (next: Int, kind: InlineToken.Kind)? {
        let first = index + 1
        var next = first
        while next < end, next - first < 32, AddressScanner.isSchemeCharacter(text[next]) {
            next += 1
        }
        if next < end, text[next] == Mark.colon, next - first >= 2, Mark.isLetter(text[first]) {
            while next < end, text[next] > 0x20, text[next] != 0x7F, text[next] != Mark.less {
                if text[next] == Mark.greater { return (next + 1, .address) }
                next += 1
            }
            return nil
        }
        guard let mailEnd = AddressScanner.strictMailAddress(text, first, end), mailEnd < end,
            text[mailEnd] == Mark.greater
        else { return nil }
        return (mailEnd + 1, .mailAddress)
    }
}
