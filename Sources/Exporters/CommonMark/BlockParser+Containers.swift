extension BlockParser {
    /// How a line and an open block relate.
    private enum Continuation {
        case continues
        case ends
        /// The line is nothing but the end of the block.
        case closes
    }

    /// Finds which open blocks the line belongs to, and passes over their markers.
    ///
    /// - Returns: False if nothing of the line is left.
    mutating func matchContainers() -> Bool {
        matched = 1
        while matched < open.count {
            switch continuation(open[matched]) {
            case .continues:
                matched += 1
            case .ends:
                return true
            case .closes:
                tree.blocks[tip].lastLine = lineNumber
                closeTip()
                matched = open.count
                return false
            }
        }
        return true
    }

    private mutating func continuation(_ index: Int) -> Continuation {
        switch tree.blocks[index].kind {
        case .document, .list:
            return .continues
        case .quote:
            guard !line.isIndented, line.byte == Mark.greater else { return .ends }
            passQuoteMarker()
            tree.blocks[index].lastLine = lineNumber
            return .continues
        case .item:
            return continuesItem(index) ? .continues : .ends
        case .paragraph:
            return line.isBlank ? .ends : .continues
        case .indentedCode:
            if line.isIndented {
                line.advance(columns: 4)
            } else if line.isBlank {
                line.advanceToNonspace()
            } else {
                return .ends
            }
            return .continues
        case .fencedCode:
            if !line.isIndented, closes(fence) { return .closes }
            line.advance(columns: fence.indent)
            return .continues
        case .html:
            return line.isBlank && tree.blocks[index].level >= 6 ? .ends : .continues
        case .table:
            return line.isBlank || line.isIndented ? .ends : .continues
        case .heading, .thematicBreak, .definitions:
            return .ends
        }
    }

    /// Passes over `>` and the blank that may follow it.
    mutating func passQuoteMarker() {
        line.advanceToNonspace()
        line.advance(bytes: 1)
        line.advanceOverSpace()
    }

    private mutating func continuesItem(_ index: Int) -> Bool {
        // An item can start with one blank line, not with two.
        if line.isBlank, tree.blocks[index].firstChild < 0 { return false }
        let offset = Int(tree.blocks[index].marker.contentOffset)
        guard line.isBlank || line.indent >= offset else { return false }
        line.advance(columns: offset)
        return true
    }

    private func closes(_ fence: CodeFence) -> Bool {
        var index = line.nonspace
        while index < line.end, line.source[index] == fence.character { index += 1 }
        return index - line.nonspace >= fence.length
            && LinkScanner.skipBlanks(line.source, index, line.end) == line.end
    }

    /// Closes the blocks that the line doesn't belong to.
    mutating func closeUnmatched() {
        while open.count > matched { closeTip() }
    }

    /// Closes the innermost block.
    mutating func closeTip() {
        let index = open.removeLast()
        matched = min(matched, open.count)
        switch tree.blocks[index].kind {
        case .paragraph:
            closeParagraph(index)
        case .indentedCode:
            tree.blocks[index].end = endWithoutBlankLines(index)
        case .list:
            closeList(index)
            fallthrough
        case .item, .quote:
            let last = tree.blocks[index].lastChild
            if last >= 0 {
                tree.blocks[index].lastLine = max(
                    tree.blocks[index].lastLine,
                    tree.blocks[last].lastLine
                )
            }
        default:
            break
        }
    }

    /// Finds whether blank lines separate the items of a list or the blocks in one of them.
    private mutating func closeList(_ index: Int) {
        var item = tree.blocks[index].firstChild
        while item >= 0 {
            if hasBlankLineBehind(item) {
                tree.blocks[index].isTight = false
                return
            }
            var child = tree.blocks[item].firstChild
            while child >= 0 {
                if hasBlankLineBehind(child) {
                    tree.blocks[index].isTight = false
                    return
                }
                child = tree.blocks[child].next
            }
            item = tree.blocks[item].next
        }
    }

    private func hasBlankLineBehind(_ index: Int) -> Bool {
        let next = tree.blocks[index].next
        return next >= 0 && tree.blocks[next].firstLine > tree.blocks[index].lastLine + 1
    }

    /// The end of a block's text without the blank lines at its end.
    func endWithoutBlankLines(_ index: Int) -> Int {
        let start = tree.blocks[index].start
        var end = tree.blocks[index].end
        while end > start, Mark.isSpace(tree.text[end - 1]) { end -= 1 }
        while end < tree.blocks[index].end, tree.text[end] != Mark.lineFeed { end += 1 }
        return min(end + 1, tree.blocks[index].end)
    }
}
