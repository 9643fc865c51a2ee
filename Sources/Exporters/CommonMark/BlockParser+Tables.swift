extension BlockParser {
    /// How many cells in all are added to rows that are too short.
    ///
    /// A wide head over many short rows would else make the result grow with the square.
    static let maximumMissingCells = 65_536

    /// Starts a table if the line is its second row and the paragraph's last line the first.
    mutating func startTable() -> Bool {
        guard extensions.contains(.tables),
            let alignments = TableRow.alignments(line.source, line.nonspace..<line.end)
        else { return false }
        let paragraph = container
        let end = tree.blocks[paragraph].end - 1
        var start = end
        while start > tree.blocks[paragraph].start, tree.text[start - 1] != Mark.lineFeed {
            start -= 1
        }
        guard tree.text[start..<end].contains(Mark.bar), !isIndented(start, end) else {
            return false
        }
        let math = extensions.contains(.math)
        TableRow.split(tree.text, start..<end, math: math, into: &cells)
        guard cells.count == alignments.count else { return false }
        tree.blocks[paragraph].end = start
        tree.blocks[paragraph].lastLine = lineNumber - 2
        let headEnd = end + 1
        closeTip()
        let table = push(.table)
        tree.blocks[table].start = start
        tree.blocks[table].end = headEnd
        tree.blocks[table].firstLine = lineNumber - 1
        tree.blocks[table].level = alignments.count
        appendLine()
        return true
    }

    /// Tells whether a line of a paragraph is indented by four columns.
    private func isIndented(_ start: Int, _ end: Int) -> Bool {
        var column = 0
        for byte in tree.text[start..<end] {
            guard Mark.isBlank(byte) else { break }
            column += byte == Mark.tab ? 4 - column % 4 : 1
        }
        return column >= 4
    }

    /// Appends a row to the table, or ends the table if its rows lack too many cells.
    mutating func appendTableRow() {
        let math = extensions.contains(.math)
        TableRow.split(line.source, line.nonspace..<line.end, math: math, into: &cells)
        missingCells += max(0, tree.blocks[container].level - cells.count)
        if missingCells > BlockParser.maximumMissingCells {
            closeTip()
            push(.paragraph)
            line.advanceToNonspace()
            appendParagraphLine()
        } else {
            appendLine()
        }
    }
}
