/// Follows the blocks of a Markdown text line by line (CommonMark 0.31), to know its end.
///
/// Beyond some depth, marks of quotes and lists count as text, so that time stays linear.
struct BlockScanner {
    private static let deepest = 32

    private enum Container {
        case quote
        case item(kind: UInt8, offset: Int, isEmpty: Bool)
    }

    private enum Leaf: Equatable {
        case none
        case paragraph
        case indentedCode
        case fence(BlockLine.Fence)
        case html(HTMLBlock)
    }

    private var containers: [Container] = []
    private var leaf = Leaf.none

    /// Reads a text whose lines end in LF.
    init(_ text: [UInt8]) {
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            add(BlockLine(text, start..<end))
            start = end + 1
        }
    }

    /// The line that closes what would go on behind the text for ever, if there is such.
    ///
    /// What is open inside a quote or a list ends with it.
    var closingLine: String? {
        guard containers.isEmpty else { return nil }
        switch leaf {
        case .fence(let fence):
            return String(
                repeating: fence.mark == UInt8(ascii: "`") ? "`" : "~",
                count: fence.count
            )
        case .html(let block): return block.closing
        case .none, .paragraph, .indentedCode: return nil
        }
    }

    /// Tells whether a text behind a blank line would become part of what is there.
    ///
    /// - Parameter line: The first line of the text.
    /// - Returns: Whether something has to stand between the two.
    func takesIn(_ line: BlockLine) -> Bool {
        guard case .item(let kind, let offset, _) = containers.first else {
            return containers.isEmpty && leaf == .indentedCode && line.indent >= 4
        }
        return line.indent >= offset || line.listMark?.kind == kind
    }

    private mutating func add(_ line: BlockLine) {
        var line = line
        var matched = 0
        matching: for container in containers {
            switch container {
            case .quote:
                guard !line.isBlank, line.indent < 4, line.byte == UInt8(ascii: ">") else {
                    break matching
                }
                line.skip(1)
                line.skipIndent(1)
            case .item(let kind, let offset, let isEmpty):
                // An item may start with one blank line.
                guard line.isBlank ? !isEmpty : line.indent >= offset else { break matching }
                if line.isBlank { break }
                line.skipIndent(offset)
                if isEmpty {
                    containers[matched] = .item(kind: kind, offset: offset, isEmpty: false)
                }
            }
            matched += 1
        }
        if matched == containers.count {
            if goesOn(with: line) { return }
        } else if leaf != .paragraph || line.isBlank {
            close(to: matched)
        }
        if line.isBlank { leaf = .none } else { start(line, matched) }
    }

    /// Tells whether a line belongs to the open leaf, which isn't looked into, or ends it.
    private mutating func goesOn(with line: BlockLine) -> Bool {
        switch leaf {
        case .none, .paragraph: return false
        case .indentedCode:
            if line.isBlank || line.indent >= 4 { return true }
            leaf = .none
            return false
        case .fence(let fence):
            if fence.isClosed(by: line) { leaf = .none }
            return true
        case .html(.plain):
            if line.isBlank { leaf = .none }
            return true
        case .html(let block):
            if block.ends(in: line.rest) { leaf = .none }
            return true
        }
    }

    private mutating func close(to count: Int) {
        containers.removeSubrange(count...)
        leaf = .none
    }

    /// Reads what starts in a line behind the marks of open containers.
    private mutating func start(_ line: BlockLine, _ matched: Int) {
        var line = line
        var matched = matched
        // Text of an open paragraph may stand without the marks of its containers.
        var isBelowText = leaf == .paragraph
        while !line.isBlank {
            if line.indent >= 4 {
                if !isBelowText { set(.indentedCode, matched) }
                return
            }
            let isContinued = isBelowText && matched == containers.count
            if line.byte == UInt8(ascii: ">"), matched < BlockScanner.deepest {
                close(to: matched)
                containers.append(.quote)
                line.skip(1)
                line.skipIndent(1)
            } else if line.isHeading {
                return set(.none, matched)
            } else if let fence = line.fence {
                return set(.fence(fence), matched)
            } else if let block = HTMLBlock(line.rest, interrupts: isBelowText) {
                return set(block.ends(in: line.rest) ? .none : .html(block), matched)
            } else if isContinued && line.isUnderline || line.isThematicBreak {
                return set(.none, matched)
            } else if let mark = line.listMark, matched < BlockScanner.deepest,
                !isContinued || mark.startsAtOne && line.rest.count > mark.width
            {
                close(to: matched)
                open(mark, &line)
            } else {
                if !isBelowText { set(.paragraph, matched) }
                return
            }
            matched = containers.count
            isBelowText = false
        }
        leaf = .none
    }

    private mutating func open(_ mark: BlockLine.ListMark, _ line: inout BlockLine) {
        let indent = line.indent
        line.skip(mark.width)
        let spaces = line.isBlank || line.indent > 4 ? 1 : line.indent
        line.skipIndent(spaces)
        let offset = indent + mark.width + spaces
        containers.append(.item(kind: mark.kind, offset: offset, isEmpty: line.isBlank))
    }

    private mutating func set(_ leaf: Leaf, _ matched: Int) {
        close(to: matched)
        self.leaf = leaf
    }
}
