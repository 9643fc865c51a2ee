extension HTMLRenderer {
    mutating func writeParagraph(_ index: Int, _ block: Block) {
        let parent = blocks[block.parent]
        let isTight = parent.kind == .item && blocks[parent.parent].isTight
        var range = block.start..<block.end
        var task: Bool?
        if options.extensions.contains(.taskLists), parent.kind == .item,
            parent.firstChild == index, let isDone = taskMarker(range)
        {
            task = isDone
            range = block.start + 3..<block.end
        }
        inlines.parse(range)
        if isTight {
            writeTask(task)
            writeInlines()
        } else if task == nil, inlines.isDisplayFormula {
            startLine()
            write("<div class=\"math\">")
            writeFormula(inlines.tokens[0])
            write("</div>\n")
        } else {
            startLine()
            write("<p>")
            writeTask(task)
            writeInlines()
            write("</p>\n")
        }
    }

    /// Whether a text starts with `[x]`, or false for `[ ]`; nil if with neither.
    private func taskMarker(_ range: Range<Int>) -> Bool? {
        let text = inlines.text
        let start = range.lowerBound
        guard range.count > 3, text[start] == Mark.leftBracket,
            text[start + 2] == Mark.rightBracket, Mark.isSpace(text[start + 3])
        else { return nil }
        switch text[start + 1] {
        case Mark.space: return false
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
        default: return nil
        }
    }

    private mutating func writeTask(_ isDone: Bool?) {
        guard let isDone else { return }
        let checked = isDone ? "checked=\"\" " : ""
        write("<input \(checked)disabled=\"\" type=\"checkbox\" />")
    }

    mutating func writeHeading(_ block: Block) {
        inlines.parse(block.start..<block.end)
        startLine()
        write("<h\(block.level)")
        if options.headingAnchors { writeAnchor() }
        write(">")
        writeInlines()
        write("</h\(block.level)>\n")
    }

    /// Writes the text of the heading as an `id`.
    private mutating func writeAnchor() {
        write(" id=\"")
        let start = output.count
        imageDepth += 1
        writeInlines()
        imageDepth -= 1
        for index in start..<output.count where Mark.isSpace(output[index]) {
            output[index] = Mark.hyphen
        }
        write("\"")
    }

    mutating func writeCode(_ block: Block) {
        startLine()
        write("<pre><code")
        var language: [UInt8] = []
        if block.kind == .fencedCode {
            let info = block.start - block.level..<block.start
            let end = inlines.text[info].firstIndex(where: Mark.isSpace) ?? info.upperBound
            Entity.appendUnescaped(inlines.text, info.lowerBound..<end, into: &language)
        }
        if !language.isEmpty {
            write(" class=\"language-")
            writeEscaped(language, language.indices)
            write("\"")
        }
        write(">")
        let range = block.start..<block.end
        if !options.writeCode(inlines.text[range], language, &output) {
            writeEscaped(inlines.text, range)
        }
        write("</code></pre>\n")
    }

    mutating func writeHTML(_ block: Block) {
        startLine()
        options.writeRawHTML(inlines.text[block.start..<block.end], &output)
        startLine()
    }

    mutating func writeTable(_ block: Block) {
        let head = row(block.start, block)
        let delimiters = row(head.upperBound + 1, block)
        guard let alignments = TableRow.alignments(inlines.text, delimiters) else { return }
        let textEnd = inlines.text.count
        write("<table>\n<thead>\n")
        writeRow(head, alignments, cell: "th")
        write("</thead>\n")
        var start = delimiters.upperBound + 1
        if start < block.end {
            write("<tbody>\n")
            while start < block.end {
                let row = row(start, block)
                writeRow(row, alignments, cell: "td")
                start = row.upperBound + 1
            }
            write("</tbody>\n")
        }
        write("</table>\n")
        inlines.text.removeLast(inlines.text.count - textEnd)
    }

    /// The line of a table that starts at a place, without its ending.
    private func row(_ start: Int, _ block: Block) -> Range<Int> {
        var end = start
        while end < block.end, inlines.text[end] != Mark.lineFeed { end += 1 }
        return start..<end
    }

    private mutating func writeRow(
        _ row: Range<Int>,
        _ alignments: [TableRow.Alignment],
        cell tag: String
    ) {
        var cells: [Range<Int>] = []
        let math = options.extensions.contains(.math)
        TableRow.split(inlines.text, row, math: math, into: &cells)
        write("<tr>\n")
        for (column, alignment) in alignments.enumerated() {
            write("<\(tag)")
            switch alignment {
            case .none: break
            case .left: write(" align=\"left\"")
            case .center: write(" align=\"center\"")
            case .right: write(" align=\"right\"")
            }
            write(">")
            if column < cells.count {
                inlines.parse(unescapedBars(cells[column]))
                writeInlines()
            }
            write("</\(tag)>\n")
        }
        write("</tr>\n")
    }

    /// The place of a cell's text with `\|` as `|`, which even holds in code.
    private mutating func unescapedBars(_ cell: Range<Int>) -> Range<Int> {
        guard ByteSearch.find("\\|", inlines.text, cell.lowerBound, cell.upperBound) != nil else {
            return cell
        }
        let start = inlines.text.count
        for index in cell {
            let byte = inlines.text[index]
            if byte == Mark.bar, inlines.text[index - 1] == Mark.backslash {
                inlines.text.removeLast()
            }
            inlines.text.append(byte)
        }
        return start..<inlines.text.count
    }
}
