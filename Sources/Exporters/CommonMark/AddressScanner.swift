/// Recognizes addresses of pages and mailboxes.
enum AddressScanner {
    static func isSchemeCharacter(_ byte: UInt8) -> Bool {
        Mark.isAlphanumeric(byte) || byte == Mark.plus || byte == Mark.period
            || byte == Mark.hyphen
    }

    /// Reads a mail address by HTML's rule for `<input type=email>`.
    ///
    /// - Returns: The place behind it.
    static func strictMailAddress(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end, isLocalPart(text[index]) { index += 1 }
        guard index > start, index < end, text[index] == Mark.at else { return nil }
        repeat {
            index += 1
            let label = index
            while index < end, Mark.isAlphanumeric(text[index]) || text[index] == Mark.hyphen {
                index += 1
            }
            guard index > label, index - label <= 63, text[label] != Mark.hyphen,
                text[index - 1] != Mark.hyphen
            else { return nil }
        } while index < end && text[index] == Mark.period
        return index
    }

    private static func isLocalPart(_ byte: UInt8) -> Bool {
        switch byte {
        case Mark.at, Mark.less, Mark.greater, Mark.leftParenthesis, Mark.rightParenthesis,
            Mark.leftBracket, Mark.rightBracket, Mark.backslash, Mark.quotation, 0x2C,
            Mark.colon, Mark.semicolon:
            false
        default:
            Mark.isPunctuation(byte) || Mark.isAlphanumeric(byte)
        }
    }

    /// Reads a domain by GFM's rule: labels with dots between, no underscore in the last two.
    ///
    /// - Returns: The place behind it, and the number of labels.
    static func domain(_ text: [UInt8], _ start: Int, _ end: Int) -> (end: Int, labels: Int)? {
        var index = start
        var labels = 0
        var underscores = [0, 0]
        while index < end {
            let label = index
            var count = 0
            while index < end, isDomainCharacter(text[index]) {
                if text[index] == Mark.underscore { count += 1 }
                index += 1
            }
            guard index > label else {
                // The dot before belongs to the text.
                index = max(start, index - 1)
                break
            }
            labels += 1
            underscores = [underscores[1], count]
            guard index < end, text[index] == Mark.period else { break }
            index += 1
        }
        if index > start, text[index - 1] == Mark.period { index -= 1 }
        return labels > 0 && underscores == [0, 0] ? (index, labels) : nil
    }

    private static func isDomainCharacter(_ byte: UInt8) -> Bool {
        Mark.isAlphanumeric(byte) || byte == Mark.hyphen || byte == Mark.underscore || byte >= 0x80
    }

    /// The end of an address that goes on up to a blank, without what rather belongs to the text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: The start of the address.
    ///   - rest: A place in the address.
    ///   - end: The end of the block.
    ///   - stopsAtBracket: Whether a closing bracket also ends it.
    /// - Returns: The place behind the address.
    static func end(
        _ text: [UInt8],
        _ start: Int,
        _ rest: Int,
        _ end: Int,
        stopsAtBracket: Bool
    ) -> Int {
        var next = rest
        var depth = 0
        for byte in text[start..<rest] where byte == Mark.leftParenthesis { depth += 1 }
        while next < end, text[next] > 0x20, text[next] != Mark.less,
            !stopsAtBracket || text[next] != Mark.rightBracket
        {
            if text[next] == Mark.leftParenthesis { depth += 1 }
            if text[next] == Mark.rightParenthesis { depth -= 1 }
            next += 1
        }
        while next > rest {
            switch text[next - 1] {
            case Mark.question, Mark.exclamation, Mark.period, 0x2C, Mark.colon, Mark.asterisk,
                Mark.underscore, Mark.tilde, Mark.apostrophe, Mark.quotation:
                next -= 1
            case Mark.rightParenthesis where depth < 0:
                depth += 1
                next -= 1
            case Mark.semicolon:
                var name = next - 1
                while name > rest, Mark.isAlphanumeric(text[name - 1]) { name -= 1 }
                guard name > rest, name < next - 1, text[name - 1] == Mark.ampersand else {
                    return next - 1
                }
                next = name - 1
            default:
                return next
            }
        }
        return next
    }
}
