extension InlineParser {
    /// Reads a formula in dollars.
    ///
    /// A single dollar opens one if no white space follows it, and closes it if none stands before
    /// it and no digit follows: "$5 and $6" is no formula. This is Pandoc's rule.
    mutating func parseDollar() {
        let next = index + 1
        guard next < end else {
            index = next
            return
        }
        if text[next] == Mark.dollar {
            if let formulaEnd = formulas.end(.dollars, text, next + 1, end),
                formulaEnd > next + 3
            {
                append(.displayFormula, end: formulaEnd)
            } else {
                index = next + 1
            }
        } else if !Mark.isSpace(text[next]), let formulaEnd = formulas.end(.dollar, text, next, end)
        {
            append(.formula, end: formulaEnd)
        } else {
            index = next
        }
    }

    /// Reads a formula that starts with a backslash.
    mutating func parseBackslashFormula(_ next: UInt8) -> Bool {
        if next == Mark.backslash, index + 2 < end {
            switch text[index + 2] {
            case Mark.leftParenthesis:
                return appendFormula(
                    .formula,
                    formulas.end(.parenthesis, text, index + 3, end)
                )
            case Mark.leftBracket:
                return appendFormula(
                    .displayFormula,
                    formulas.end(.bracket, text, index + 3, end)
                )
            default:
                return false
            }
        }
        guard next == UInt8(ascii: "b") else { return false }
        return appendFormula(.displayFormula, formulas.environmentEnd(text, index, end))
    }

    private mutating func appendFormula(_ kind: InlineToken.Kind, _ next: Int?) -> Bool {
        guard let next else { return false }
        append(kind, end: next)
        return true
    }
}
