extension BlockParser {
    /// What stands at a place of a line.
    enum Start {
        /// No block starts; the rest of the line is text of the innermost block.
        case text
        /// A container, in which another block may start.
        case container
        /// A block that uses up the line.
        case line
    }

    /// Starts the block that the rest of the line starts with, if any.
    mutating func startBlock() -> Start {
        let kind = tree.blocks[container].kind
        switch kind {
        case .indentedCode, .fencedCode, .html: return .text
        default: break
        }
        guard !line.isBlank else { return .text }
        if line.isIndented {
            if tree.blocks[tip].kind != .paragraph {
                line.advance(columns: 4)
                push(.indentedCode)
            }
            return .text
        }
        let byte = line.byte
        guard BlockParser.mayStartBlock(byte) else { return .text }
        if kind == .paragraph, startTable() { return .line }
        switch byte {
        case Mark.greater:
            guard open.count < BlockParser.maximumDepth else { return .text }
            passQuoteMarker()
            push(.quote)
            return .container
        case Mark.hash:
            return startHeading() ? .line : .text
        case Mark.backtick, Mark.tilde:
            return startFence() ? .line : .text
        case Mark.less:
            startHTML(interruptsText: kind == .table || tree.blocks[tip].kind == .paragraph)
            return .text
        case Mark.equals where kind == .paragraph,
            Mark.hyphen where kind == .paragraph:
            if startUnderlinedHeading() { return .line }
        default:
            break
        }
        if startThematicBreak() { return .line }
        return startItem(interruptsParagraph: kind == .paragraph) ? .container : .text
    }

    private static func mayStartBlock(_ byte: UInt8) -> Bool {
        switch byte {
        case Mark.greater, Mark.hash, Mark.backtick, Mark.tilde, Mark.less, Mark.equals,
            Mark.hyphen, Mark.asterisk, Mark.plus, Mark.underscore, Mark.bar, Mark.colon,
            0x30...0x39:
            true
        default:
            false
        }
    }

    /// Starts a heading with `#` marks, which is one line.
    private mutating func startHeading() -> Bool {
        let source = line.source
        var index = line.nonspace
        while index < line.end, source[index] == Mark.hash { index += 1 }
        let level = index - line.nonspace
        guard level <= 6, index == line.end || Mark.isBlank(source[index]) else { return false }
        let start = LinkScanner.skipBlanks(source, index, line.end)
        var end = line.end
        while end > start, Mark.isBlank(source[end - 1]) { end -= 1 }
        var closing = end
        while closing > start, source[closing - 1] == Mark.hash { closing -= 1 }
        if closing == start || Mark.isBlank(source[closing - 1]) { end = closing }
        while end > start, Mark.isBlank(source[end - 1]) { end -= 1 }
        let block = push(.heading)
        tree.text.append(contentsOf: source[start..<end])
        tree.blocks[block].level = level
        tree.blocks[block].end = tree.text.count
        closeTip()
        return true
    }

    /// Makes the paragraph a heading if the line underlines it.
    private mutating func startUnderlinedHeading() -> Bool {
        let mark = line.byte
        var index = line.nonspace
        while index < line.end, line.source[index] == mark { index += 1 }
        guard LinkScanner.skipBlanks(line.source, index, line.end) == line.end else {
            return false
        }
        let block = container
        readDefinitions(block)
        guard trimText(block) else {
            // Nothing is left to be a heading; a new paragraph follows the definitions.
            tree.blocks[block].start = tree.text.count
            tree.blocks[block].end = tree.text.count
            return false
        }
        tree.blocks[block].kind = .heading
        tree.blocks[block].level = mark == Mark.equals ? 1 : 2
        tree.blocks[block].lastLine = lineNumber
        closeTip()
        return true
    }

    private mutating func startThematicBreak() -> Bool {
        let mark = line.byte
        guard mark == Mark.hyphen || mark == Mark.asterisk || mark == Mark.underscore else {
            return false
        }
        var count = 0
        for byte in line.source[line.nonspace..<line.end] {
            if byte == mark {
                count += 1
            } else if !Mark.isBlank(byte) {
                return false
            }
        }
        guard count >= 3 else { return false }
        push(.thematicBreak)
        closeTip()
        return true
    }

    private mutating func startFence() -> Bool {
        let source = line.source
        var fence = CodeFence(character: line.byte, indent: line.indent)
        var index = line.nonspace
        while index < line.end, source[index] == fence.character { index += 1 }
        fence.length = index - line.nonspace
        guard fence.length >= 3 else { return false }
        var info = source[LinkScanner.skipBlanks(source, index, line.end)..<line.end]
        while let last = info.last, Mark.isBlank(last) { info.removeLast() }
        if fence.character == Mark.backtick, info.contains(Mark.backtick) { return false }
        let block = push(.fencedCode)
        self.fence = fence
        tree.text.append(contentsOf: info)
        tree.blocks[block].level = info.count
        tree.blocks[block].start = tree.text.count
        tree.blocks[block].end = tree.text.count
        return true
    }

    /// Starts a list item, and a list unless the item goes on with one.
    private mutating func startItem(interruptsParagraph: Bool) -> Bool {
        guard open.count < BlockParser.maximumDepth,
            let (found, length) = ListMarker.scan(line.source, line.nonspace, line.end)
        else { return false }
        var marker = found
        if interruptsParagraph {
            let rest = LinkScanner.skipBlanks(line.source, line.nonspace + length, line.end)
            guard rest < line.end, marker.number < 0 || marker.number == 1 else { return false }
        }
        let indent = line.indent
        line.advanceToNonspace()
        line.advance(bytes: length)
        if line.isBlank || line.indent >= 5 {
            // Blank or indented code: the content starts one column behind the marker.
            marker.contentOffset = Int32(indent + length + 1)
            line.advanceOverSpace()
        } else {
            marker.contentOffset = Int32(indent + length + line.indent)
            line.advanceToNonspace()
        }
        closeUnmatched()
        if tree.blocks[tip].kind != .list || !tree.blocks[tip].marker.continues(marker) {
            let list = push(.list)
            tree.blocks[list].marker = marker
        }
        let item = push(.item)
        tree.blocks[item].marker = marker
        return true
    }
}
