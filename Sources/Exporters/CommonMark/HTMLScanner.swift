/// Recognizes raw HTML as CommonMark defines it, which is laxer and simpler than HTML itself.
enum HTMLScanner {
    /// Reads an open tag or a closing tag.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - start: The place of a `<`.
    ///   - end: The end of the text.
    /// - Returns: The place behind the tag, or nil if there is none.
    static func tag(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start + 1
        guard index < end else { return nil }
        let isClosing = bytes[index] == Mark.slash
        if isClosing { index += 1 }
        guard index < end, Mark.isLetter(bytes[index]) else { return nil }
        while index < end, Mark.isAlphanumeric(bytes[index]) || bytes[index] == Mark.hyphen {
            index += 1
        }
        if isClosing {
            index = skipSpace(bytes, index, end)
            return index < end && bytes[index] == Mark.greater ? index + 1 : nil
        }
        while true {
            let next = skipSpace(bytes, index, end)
            guard next < end else { return nil }
            switch bytes[next] {
            case Mark.greater:
                return next + 1
            case Mark.slash:
                return next + 1 < end && bytes[next + 1] == Mark.greater ? next + 2 : nil
            default:
                guard next > index, let attribute = attribute(bytes, next, end) else { return nil }
                index = attribute
            }
        }
    }

    private static func attribute(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        guard Mark.isLetter(bytes[index]) || [Mark.underscore, Mark.colon].contains(bytes[index])
        else { return nil }
        while index < end {
            switch bytes[index] {
            case Mark.underscore, Mark.colon, Mark.period, Mark.hyphen: break
            case let byte where Mark.isAlphanumeric(byte): break
            default: return value(bytes, index, end)
            }
            index += 1
        }
        return index
    }

    /// Reads `=` and an attribute's value, if they are there.
    private static func value(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = skipSpace(bytes, start, end)
        guard index < end, bytes[index] == Mark.equals else { return start }
        index = skipSpace(bytes, index + 1, end)
        guard index < end else { return nil }
        let quote = bytes[index]
        if quote == Mark.quotation || quote == Mark.apostrophe {
            index += 1
            while index < end, bytes[index] != quote { index += 1 }
            return index < end ? index + 1 : nil
        }
        let first = index
        scan: while index < end {
            switch bytes[index] {
            case 0...0x20, Mark.quotation, Mark.apostrophe, Mark.equals, Mark.less, Mark.greater,
                Mark.backtick:
                break scan
            default:
                index += 1
            }
        }
        return index > first ? index : nil
    }

    private static func skipSpace(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, Mark.isBlank(bytes[index]) || bytes[index] == Mark.lineFeed {
            index += 1
        }
        return index
    }
}
