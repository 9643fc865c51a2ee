extension InlineParser {
    /// Reads a run of marks and tells by its neighbours whether it can start or end emphasis.
    mutating func parseDelimiters(_ mark: UInt8) {
        var next = index
        while next < end, text[next] == mark { next += 1 }
        let count = next - index
        guard mark != Mark.tilde || count <= 2 else {
            index = next
            return
        }
        let before = UnicodeClass.before(text, index, from: start)
        let after = UnicodeClass.after(text, next, to: end)
        let isLeft =
            after != .space && (after != .punctuation || before == .space || before == .punctuation)
        let isRight =
            before != .space && (before != .punctuation || after == .space || after == .punctuation)
        let isUnderscore = mark == Mark.underscore
        let canOpen = isLeft && (!isUnderscore || !isRight || before == .punctuation)
        let canClose = isRight && (!isUnderscore || !isLeft || after == .punctuation)
        guard canOpen || canClose else {
            index = next
            return
        }
        let token = append(.delimiters, end: next)
        delimiters.append(
            token: token,
            character: mark,
            count: count,
            canOpen: canOpen,
            canClose: canClose
        )
    }

    /// Matches the runs of marks from one on, and forgets them.
    mutating func matchEmphasis(above bottom: Int) {
        guard delimiters.count > bottom else { return }
        delimiters.prepare(bottom: bottom)
        var closer = bottom
        while closer < delimiters.count {
            guard delimiters[closer].canClose else {
                closer = delimiters[closer].next
                continue
            }
            guard let opener = delimiters.opener(for: closer, above: bottom) else {
                delimiters.raiseBottom(for: closer)
                let next = delimiters[closer].next
                if !delimiters[closer].canOpen { delimiters.remove(closer, above: bottom) }
                closer = next
                continue
            }
            let used = match(opener, closer)
            delimiters.removeBetween(opener, closer)
            delimiters[opener].count -= used
            delimiters[closer].count -= used
            if delimiters[opener].count == 0 { delimiters.remove(opener, above: bottom) }
            if delimiters[closer].count == 0 {
                let next = delimiters[closer].next
                delimiters.remove(closer, above: bottom)
                closer = next
            }
        }
        delimiters.removeAll(from: bottom)
    }

    /// Hangs a start and an end of emphasis on two runs, and gives how many marks of each it took.
    private mutating func match(_ opener: Int, _ closer: Int) -> Int {
        let isStrong = delimiters[opener].count >= 2 && delimiters[closer].count >= 2
        var used = isStrong ? 2 : 1
        var kind = isStrong ? Emphasis.Kind.strong : .emphasis
        if delimiters[closer].character == Mark.tilde {
            used = delimiters[closer].count
            kind = .strikethrough
        }
        let opening = emphasis.count
        let closing = opening + 1
        let openingToken = delimiters[opener].token
        let closingToken = delimiters[closer].token
        emphasis.append(Emphasis(kind: kind, next: tokens[openingToken].firstOpening))
        emphasis.append(Emphasis(kind: kind, next: -1))
        update(openingToken) {
            $0.firstOpening = opening
            $0.end -= used
        }
        let last = tokens[closingToken].lastClosing
        if last >= 0 { emphasis[last].next = closing }
        update(closingToken) {
            if last < 0 { $0.firstClosing = closing }
            $0.lastClosing = closing
            $0.end -= used
        }
        return used
    }
}
