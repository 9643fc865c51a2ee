/// Finds the block structure of a document, line by line.
///
/// Each line first continues as many of the open blocks as it can, may then start new blocks, and
/// what is left of it is text. This is the strategy that the specification's appendix describes.
struct BlockParser {
    /// The most blocks in one another; further markers of quotes and items are text.
    ///
    /// Every line visits all open containers, so without a limit time wouldn't be linear.
    static let maximumDepth = 100

    let extensions: CommonMarkExtensions
    var tree = BlockTree()
    var line: LineCursor
    var lineNumber = 0

    /// The blocks that can still grow, from the document to the innermost.
    var open: [Int] = []

    /// How many of the open blocks the current line belongs to.
    var matched = 0

    /// The opening fence of the open code block, if there is one.
    var fence = CodeFence()

    /// Whether formulas are known and the document has the marks for one.
    private let mayHaveFormulas: Bool

    /// Up to which line a display formula in a paragraph makes every line text.
    var formulaEnd = 0

    /// The last end of text before a blank line that was looked for.
    var knownTextEnd = -1

    /// What the search for the ends of formulas has learned.
    var formulaSearch = FormulaSearch()

    /// The cells that rows of tables lack, so far.
    var missingCells = 0

    /// The cells of the row that was read last.
    var cells: [Range<Int>] = []

    init(source: [UInt8], extensions: CommonMarkExtensions) {
        self.extensions = extensions
        let math = extensions.contains(.math)
        mayHaveFormulas = math && (source.contains(Mark.dollar) || source.contains(Mark.backslash))
        // NUL is not allowed in the result.
        line = LineCursor(source: source.contains(0) ? BlockParser.withoutNUL(source) : source)
        tree.text.reserveCapacity(source.count + 1)
    }

    /// The innermost open block.
    var tip: Int { open[open.count - 1] }

    /// The innermost block that the current line belongs to.
    var container: Int { open[matched - 1] }

    /// Parses the whole document into the tree.
    mutating func parse() {
        tree.blocks.append(Block(.document, parent: -1, line: 1, start: 0))
        open = [0]
        while line.advanceLine() {
            lineNumber += 1
            parseLine()
        }
        lineNumber += 1
        while !open.isEmpty { closeTip() }
    }

    private mutating func parseLine() {
        guard matchContainers() else { return }
        let isFormula = lineNumber <= formulaEnd && tree.blocks[tip].kind == .paragraph
        if isFormula, !line.isBlank {
            appendLine()
            return
        }
        scan: while true {
            switch startBlock() {
            case .container: continue
            case .text: break scan
            case .line: return
            }
        }
        if matched < open.count, !line.isBlank, tree.blocks[tip].kind == .paragraph {
            // A lazy continuation line.
            appendParagraphLine()
            return
        }
        closeUnmatched()
        switch tree.blocks[container].kind {
        case .paragraph:
            appendParagraphLine()
        case .indentedCode, .fencedCode:
            appendLine()
        case .table:
            appendTableRow()
        case .html:
            appendLine()
            closeHTMLIfEnded()
        default:
            guard !line.isBlank else { return }
            push(.paragraph)
            line.advanceToNonspace()
            appendParagraphLine()
        }
    }

    /// Starts a block inside of those that the line belongs to; closes the ones it doesn't.
    @discardableResult
    mutating func push(_ kind: Block.Kind) -> Int {
        closeUnmatched()
        while true {
            switch tree.blocks[tip].kind {
            case .document, .quote, .item:
                break
            case .list where kind == .item:
                break
            default:
                closeTip()
                continue
            }
            break
        }
        let index = tree.blocks.count
        let parent = tip
        tree.blocks.append(Block(kind, parent: parent, line: lineNumber, start: tree.text.count))
        let last = tree.blocks[parent].lastChild
        if last >= 0 {
            tree.blocks[last].next = index
        } else {
            tree.blocks[parent].firstChild = index
        }
        tree.blocks[parent].lastChild = index
        open.append(index)
        matched = open.count
        return index
    }

    /// Appends the rest of the line to the innermost block.
    mutating func appendLine() {
        var start = line.offset
        if line.hasPartialTab {
            start += 1
            let columns = 4 - line.column % 4
            tree.text.append(contentsOf: repeatElement(Mark.space, count: columns))
        }
        tree.text.append(contentsOf: line.source[start..<max(start, line.end)])
        tree.text.append(Mark.lineFeed)
        let block = tip
        tree.blocks[block].end = tree.text.count
        // Blank lines at the end of indented code don't belong to it.
        if !line.isBlank || tree.blocks[block].kind == .fencedCode {
            tree.blocks[block].lastLine = lineNumber
        }
    }

    mutating func appendParagraphLine() {
        let start = line.nonspace
        appendLine()
        if mayHaveFormulas { findFormulaEnd(from: start) }
    }

    private static func withoutNUL(_ source: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count + 64)
        for byte in source {
            if byte == 0 { result += [0xEF, 0xBF, 0xBD] } else { result.append(byte) }
        }
        return result
    }
}
