extension BlockParser {
    /// Finds whether a display formula starts in a paragraph's line and goes on behind it.
    ///
    /// Its lines are text then, whatever they start with: notebooks take formulas out before they
    /// read Markdown, so that a line `- b` or `= c` in one starts no list and underlines nothing.
    /// A formula doesn't reach over a blank line.
    mutating func findFormulaEnd(from start: Int) {
        let source = line.source
        let end = line.end
        var index = start
        while index < end {
            index = BlockParser.nextMark(source, index, end)
            guard index < end else { break }
            switch source[index] {
            case Mark.backtick:
                index = BlockParser.codeSpanEnd(source, index, end)
            case Mark.dollar where index + 1 < end && source[index + 1] == Mark.dollar:
                let found = formulaSearch.end(.dollars, source, index + 2, textEnd())
                index = found ?? index + 2
            case Mark.backslash:
                var found: Int?
                if index + 2 < end, source[index + 1] == Mark.backslash,
                    source[index + 2] == Mark.leftBracket
                {
                    found = formulaSearch.end(.bracket, source, index + 3, textEnd())
                } else if index + 1 < end, source[index + 1] == UInt8(ascii: "b") {
                    found = formulaSearch.environmentEnd(source, index, textEnd())
                }
                index = found ?? index + 2
            default:
                index += 1
            }
        }
        guard index > end else { return }
        var position = line.followingLine
        var number = lineNumber
        while position < index {
            number += 1
            let lineEnd = LineCursor.lineEnd(source, position)
            position = LineCursor.lineStart(source, after: lineEnd)
        }
        formulaEnd = number
    }

    /// The next character that could start a formula or a code span.
    private static func nextMark(_ source: [UInt8], _ start: Int, _ end: Int) -> Int {
        for index in start..<end {
            switch source[index] {
            case Mark.backtick, Mark.dollar, Mark.backslash: return index
            default: break
            }
        }
        return end
    }

    /// The place behind a code span in a line, or behind a run of backticks that starts none.
    private static func codeSpanEnd(_ source: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, source[index] == Mark.backtick { index += 1 }
        let opening = index
        let length = index - start
        // Longer runs are rare; looking for the end of each could take long.
        guard length <= 8 else { return opening }
        while index < end {
            let runStart = index
            while index < end, source[index] == Mark.backtick { index += 1 }
            if index - runStart == length { return index }
            if index == runStart { index += 1 }
        }
        return opening
    }

    /// The end of the last line before the next blank one; markers of quotes count as blank.
    private mutating func textEnd() -> Int {
        if knownTextEnd >= line.end { return knownTextEnd }
        let source = line.source
        var end = line.end
        while end < source.count {
            let start = LineCursor.lineStart(source, after: end)
            let next = LineCursor.lineEnd(source, start)
            let isBlank = source[min(start, next)..<next].allSatisfy {
                Mark.isBlank($0) || $0 == Mark.greater
            }
            if isBlank { break }
            end = next
        }
        knownTextEnd = end
        return end
    }
}
