extension PercentReader {
    /// How many blank lines stand between the lines of a cell and the next one, unless that is by
    /// the style.
    mutating func unusualBlankLines(
        behind body: ArraySlice<ArraySlice<UInt8>>,
        before next: Int
    ) -> Int? {
        let end = body.endIndex
        let count = end < lines.count ? next - end + (next >= lines.count ? 1 : 0) : 1
        let usual = following.blankLines(
            behind: body,
            hasTriples: hasTriples[body.indices].contains(true),
            before: next
        )
        return count == usual ? nil : count
    }

    /// The index of the line behind a cell of which is proven how it is read by itself, if what
    /// follows leaves that so.
    ///
    /// - Parameters:
    ///   - start: The index of its first line.
    ///   - text: The lines as they were written.
    /// - Returns: The index, or `nil` if the cell has to be read.
    mutating func endOfCell(from start: Int, lines text: PercentLines) -> Int? {
        let next = min(start + text.count, lines.count)
        if next < lines.count, CellMark(lines[next]) == nil { return nil }
        let end = max(endOfBody(from: start, to: next), start + 1)
        guard end == start + text.count - text.blankLines,
            unusualBlankLines(behind: lines[(start + 1)..<end], before: next) == nil
        else { return nil }
        return next
    }
}
