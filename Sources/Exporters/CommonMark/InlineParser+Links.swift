extension InlineParser {
    mutating func openBracket(isImage: Bool) {
        let token = append(.text, end: index + (isImage ? 2 : 1))
        brackets.append(
            Bracket(
                token: token,
                isImage: isImage,
                contentStart: index,
                delimiters: delimiters.count
            )
        )
    }

    /// Makes a link or an image of what stands between the last open bracket and this one.
    mutating func closeBracket() {
        guard let bracket = brackets.last else {
            index += 1
            return
        }
        let isInactive = brackets.isLastInactive
        brackets.removeLast()
        guard !isInactive, let (target, next) = inlineTarget() ?? referenceTarget(bracket) else {
            index += 1
            return
        }
        flushText()
        let isImage = bracket.isImage
        let number = targets.count
        targets.append(target)
        update(bracket.token) {
            $0.kind = isImage ? .imageStart : .linkStart
            $0.target = number
        }
        matchEmphasis(above: bracket.delimiters)
        if !isImage {
            unlinkAddresses(from: bracket.token)
            brackets.deactivate()
        }
        let token = append(isImage ? .imageEnd : .linkEnd, end: next)
        update(token) { $0.target = number }
    }

    /// Reads a destination and a title in parentheses.
    private func inlineTarget() -> (LinkTarget, next: Int)? {
        let open = index + 1
        guard open < end, text[open] == Mark.leftParenthesis else { return nil }
        let start = LinkScanner.skipSpace(text, open + 1, end)
        guard let destination = LinkScanner.destination(text, start, end) else { return nil }
        var next = LinkScanner.skipSpace(text, destination.next, end)
        var title = next..<next
        if next > destination.next, let found = LinkScanner.title(text, next, end) {
            title = found.range
            next = LinkScanner.skipSpace(text, found.next, end)
        }
        guard next < end, text[next] == Mark.rightParenthesis else { return nil }
        return (LinkTarget(destination: destination.range, title: title), next + 1)
    }

    /// Finds the definition for the label behind a bracket, or for the text between the brackets.
    private mutating func referenceTarget(_ bracket: Bracket) -> (LinkTarget, next: Int)? {
        guard !definitions.isEmpty, let (target, next) = definedTarget(bracket) else { return nil }
        // Many references to one long definition would make the result grow with the square.
        referencedBytes += target.destination.count + target.title.count
        return referencedBytes <= max(100_000, text.count) ? (target, next) : nil
    }

    private func definedTarget(_ bracket: Bracket) -> (LinkTarget, next: Int)? {
        let open = index + 1
        var next = open
        if open < end, text[open] == Mark.leftBracket,
            let labelEnd = LinkScanner.label(text, open, end)
        {
            if labelEnd > open + 2 {
                return definitions.target(text[open + 1..<labelEnd - 1]).map { ($0, labelEnd) }
            }
            next = labelEnd
        }
        guard !bracket.hasBracketInside else { return nil }
        return definitions.target(text[bracket.contentStart..<index]).map { ($0, next) }
    }

    /// Makes bare addresses text, since a link can't stand in a link.
    private mutating func unlinkAddresses(from token: Int) {
        guard extensions.contains(.autolinks) else { return }
        for index in token..<tokens.count {
            switch tokens[index].kind {
            case .address where !tokens[index].isBracketed, .mailAddress, .webAddress:
                update(index) { $0.kind = .text }
            default:
                break
            }
        }
    }
}
