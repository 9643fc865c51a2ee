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

    /// Reads a domain by GFM's rule: at least two labels, no underscore in the last two.
    ///
    /// - Returns: The place behind it.
    static func domain(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        var dots = 0
        var underscores = [0, 0]
        scan: while index < end {
            switch text[index] {
            case Mark.period:
                dots += 1
                underscores = [underscores[1], 0]
            case Mark.underscore:
                underscores[1] += 1
            case Mark.hyphen, 0x80...:
                break
            case let byte where Mark.isAlphanumeric(byte):
                break
            default:
                break scan
            }
            index += 1
        }
        return dots > 0 && underscores == [0, 0] ? index : nil
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
