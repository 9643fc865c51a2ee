/// Reads the rows of GFM's tables.
enum TableRow {
    /// How a column is aligned.
    enum Alignment {
        case none
        case left
        case center
        case right
    }

    /// Splits a row into its cells.
    ///
    /// A bar behind a backslash is text, and so is one inside of `$…$` if formulas are known.
    ///
    /// - Parameters:
    ///   - text: Holds the row.
    ///   - range: The row, without a line ending.
    ///   - math: Whether `$…$` is a formula.
    ///   - cells: Gets the places of the cells, without white space around.
    static func split(
        _ text: [UInt8],
        _ range: Range<Int>,
        math: Bool,
        into cells: inout [Range<Int>]
    ) {
        cells.removeAll(keepingCapacity: true)
        let row = trimmed(text, range)
        var formulas = FormulaSearch()
        var start = row.lowerBound
        var index = start
        if index < row.upperBound, text[index] == Mark.bar {
            index += 1
            start = index
        }
        while index < row.upperBound {
            switch text[index] {
            case Mark.backslash:
                // Two backslashes before a bar also escape it.
                index += 1
                if index < row.upperBound, text[index] == Mark.bar { index += 1 }
            case Mark.bar:
                cells.append(trimmed(text, start..<index))
                index += 1
                start = index
            case Mark.dollar
            where math && index + 1 < row.upperBound && !Mark.isSpace(text[index + 1]):
                index = formulas.end(.dollar, text, index + 1, row.upperBound) ?? index + 1
            default:
                index += 1
            }
        }
        if start < row.upperBound { cells.append(trimmed(text, start..<row.upperBound)) }
    }

    /// Reads the row of hyphens under a table's head.
    ///
    /// - Returns: The alignments of the columns, or nil if it isn't such a row.
    static func alignments(_ text: [UInt8], _ range: Range<Int>) -> [Alignment]? {
        let row = trimmed(text, range)
        guard row.count >= 2, text[row].allSatisfy(isDelimiter) else { return nil }
        // A hyphen and a blank would start a list.
        if text[row.lowerBound] == Mark.hyphen, Mark.isBlank(text[row.lowerBound + 1]) {
            return nil
        }
        var result: [Alignment] = []
        var index = row.lowerBound
        while index <= row.upperBound {
            let end = text[index..<row.upperBound].firstIndex(of: Mark.bar) ?? row.upperBound
            let cell = trimmed(text, index..<end)
            if cell.isEmpty {
                guard index == row.lowerBound || end == row.upperBound else { return nil }
            } else {
                guard let alignment = alignment(text[cell]) else { return nil }
                result.append(alignment)
            }
            index = end + 1
        }
        return result
    }

    private static func alignment(_ cell: ArraySlice<UInt8>) -> Alignment? {
        let hasLeft = cell.first == Mark.colon
        let hasRight = cell.count > 1 && cell.last == Mark.colon
        let hyphens = cell.dropFirst(hasLeft ? 1 : 0).dropLast(hasRight ? 1 : 0)
        guard !hyphens.isEmpty, hyphens.allSatisfy({ $0 == Mark.hyphen }) else { return nil }
        switch (hasLeft, hasRight) {
        case (true, true): return .center
        case (true, false): return .left
        case (false, true): return .right
        case (false, false): return Alignment.none
        }
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        byte == Mark.bar || byte == Mark.hyphen || byte == Mark.colon || Mark.isBlank(byte)
    }

    /// A part of a text without spaces and tabs around.
    static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Mark.isBlank(text[start]) { start += 1 }
        while end > start, Mark.isBlank(text[end - 1]) { end -= 1 }
        return start..<end
    }
}
