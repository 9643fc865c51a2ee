/// Reads the parts of links: labels, destinations and titles.
///
/// Each function takes a text, the place to read from and the end of the block, and gives nil if
/// the part isn't there.
enum LinkScanner {
    /// The longest label, in bytes; the specification counts characters.
    static let maximumLabel = 999

    /// Reads a label from its opening to its closing bracket.
    ///
    /// - Returns: The place behind the closing bracket.
    static func label(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start + 1
        var characters = 0
        while index < end, characters <= maximumLabel {
            switch text[index] {
            case Mark.rightBracket:
                return index + 1
            case Mark.leftBracket:
                return nil
            case Mark.backslash
            where index + 1 < end && Mark.isPunctuation(text[index + 1]):
                index += 2
                characters += 2
            case 0x80...0xBF:
                index += 1
            default:
                index += 1
                characters += 1
            }
        }
        return nil
    }

    /// Reads a destination, in angle brackets or without.
    ///
    /// - Returns: The destination without brackets, and the place behind it.
    static func destination(
        _ text: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> (range: Range<Int>, next: Int)? {
        guard start < end else { return nil }
        var index = start
        if text[start] == Mark.less {
            index += 1
            while index < end {
                switch text[index] {
                case Mark.greater:
                    return (start + 1..<index, index + 1)
                case Mark.less, Mark.lineFeed:
                    return nil
                case Mark.backslash
                where index + 1 < end && Mark.isPunctuation(text[index + 1]):
                    index += 2
                default:
                    index += 1
                }
            }
            return nil
        }
        var depth = 0
        scan: while index < end {
            switch text[index] {
            case 0...0x20, 0x7F:
                break scan
            case Mark.backslash
            where index + 1 < end && Mark.isPunctuation(text[index + 1]):
                index += 2
            case Mark.leftParenthesis:
                depth += 1
                guard depth <= 32 else { return nil }
                index += 1
            case Mark.rightParenthesis:
                if depth == 0 { break scan }
                depth -= 1
                index += 1
            default:
                index += 1
            }
        }
        return depth == 0 ? (start..<index, index) : nil
    }

    /// Reads a title with its quotes or parentheses.
    ///
    /// - Returns: The title without quotes, and the place behind it.
    static func title(
        _ text: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> (range: Range<Int>, next: Int)? {
        guard start < end else { return nil }
        let opening = text[start]
        let isParenthesis = opening == Mark.leftParenthesis
        guard isParenthesis || opening == Mark.quotation || opening == Mark.apostrophe else {
            return nil
        }
        let closing = isParenthesis ? Mark.rightParenthesis : opening
        var index = start + 1
        while index < end {
            let byte = text[index]
            if byte == closing { return (start + 1..<index, index + 1) }
            if isParenthesis, byte == opening { return nil }
            let isEscape =
                byte == Mark.backslash && index + 1 < end && Mark.isPunctuation(text[index + 1])
            index += isEscape ? 2 : 1
        }
        return nil
    }

    /// Passes over white space with at most one line ending.
    static func skipSpace(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = skipBlanks(text, start, end)
        if index < end, text[index] == Mark.lineFeed { index = skipBlanks(text, index + 1, end) }
        return index
    }

    /// Passes over spaces and tabs.
    static func skipBlanks(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, Mark.isBlank(text[index]) { index += 1 }
        return index
    }
}
