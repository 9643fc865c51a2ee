/// Finds the ends of TeX formulas, and remembers where there are none.
///
/// A search that failed isn't repeated before the place up to which it looked, so that time stays
/// linear however many formulas are left open.
struct FormulaSearch {
    /// How many environments may be left open between two blank lines; later ones are text.
    private static let maximumFailures = 16

    private var failedUpTo = [0, 0, 0, 0]
    private var environmentFailures = 0
    private var environmentsFailedUpTo = 0

    /// What a formula starts with.
    enum Opening: Int {
        /// `$…$`, the dollars touching the text and no digit behind it.
        case dollar
        case dollars
        /// `\\(…\\)`; the two backslashes are Markdown's way to write one.
        case parenthesis
        case bracket
    }

    /// Finds the end of a formula.
    ///
    /// - Parameters:
    ///   - opening: What the formula starts with.
    ///   - bytes: The text.
    ///   - start: The place behind the opening.
    ///   - end: How far to look.
    /// - Returns: The place behind the formula.
    mutating func end(_ opening: Opening, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start >= failedUpTo[opening.rawValue] else { return nil }
        let result =
            switch opening {
            case .dollar: FormulaSearch.dollar(bytes, start, end)
            case .dollars: FormulaSearch.dollars(bytes, start, end)
            case .parenthesis: ByteSearch.find("\\\\)", bytes, start, end).map { $0 + 3 }
            case .bracket: ByteSearch.find("\\\\]", bytes, start, end).map { $0 + 3 }
            }
        if result == nil { failedUpTo[opening.rawValue] = end }
        return result
    }

    private static func dollar(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start + 1
        while index < end {
            let byte = bytes[index]
            if byte == Mark.backslash {
                index += 2
                continue
            }
            if byte == Mark.dollar, !Mark.isSpace(bytes[index - 1]),
                index + 1 == end || !Mark.isDigit(bytes[index + 1])
            {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    private static func dollars(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index + 1 < end {
            if bytes[index] == Mark.backslash {
                index += 2
            } else if bytes[index] == Mark.dollar, bytes[index + 1] == Mark.dollar {
                return index + 2
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Finds the end of an environment.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - start: The place of `\begin`.
    ///   - end: How far to look.
    /// - Returns: The place behind the environment's `\end{…}`.
    mutating func environmentEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard let name = FormulaSearch.environmentName(bytes, start, end) else { return nil }
        if start >= environmentsFailedUpTo { environmentFailures = 0 }
        guard environmentFailures < FormulaSearch.maximumFailures else { return nil }
        var index = name.upperBound
        while let found = ByteSearch.find("\\end{", bytes, index, end) {
            index = found + 5
            let after = index + name.count
            if after < end, bytes[after] == Mark.rightBrace,
                bytes[index..<after] == bytes[name]
            {
                return after + 1
            }
        }
        environmentFailures += 1
        environmentsFailedUpTo = max(environmentsFailedUpTo, end)
        return nil
    }

    /// The name in `\begin{name}`: letters and perhaps an asterisk.
    private static func environmentName(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> Range<Int>? {
        let first = start + 7
        guard first < end, bytes[start..<first].elementsEqual("\\begin{".utf8) else { return nil }
        var index = first
        while index < end, Mark.isLetter(bytes[index]), index - first < 32 { index += 1 }
        let hasName = index > first
        if index < end, bytes[index] == Mark.asterisk { index += 1 }
        return hasName && index < end && bytes[index] == Mark.rightBrace ? first..<index : nil
    }
}
