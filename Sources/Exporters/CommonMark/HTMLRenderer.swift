/// Writes a block tree as HTML.
struct HTMLRenderer {
    let blocks: [Block]
    let options: CommonMarkRenderer.Options
    var inlines: InlineParser
    var output: [UInt8] = []

    /// How many images the current token is in; only text is written in them.
    var imageDepth = 0

    /// Where the output of the current image starts.
    var imageStart = 0

    /// Whether the current token is in a link.
    var isInLink = false

    init(tree: BlockTree, options: CommonMarkRenderer.Options) {
        blocks = tree.blocks
        self.options = options
        inlines = InlineParser(tree: tree, extensions: options.extensions)
    }

    /// Makes room for some bytes, and for twice as many as there are if there is none.
    mutating func reserve(_ count: Int) {
        guard output.capacity - output.count < count else { return }
        output.reserveCapacity(output.count + max(count, output.count))
    }

    /// Writes the document, from block to block without recursion.
    mutating func renderDocument() {
        var index = blocks[0].firstChild
        while index > 0 {
            if let child = start(index) {
                index = child
                continue
            }
            while index > 0, blocks[index].next < 0 {
                index = blocks[index].parent
                if index > 0 { end(blocks[index]) }
            }
            index = index > 0 ? blocks[index].next : 0
        }
    }

    /// Writes a leaf, or the start of a container.
    ///
    /// - Returns: The first block of a container that has any.
    private mutating func start(_ index: Int) -> Int? {
        let block = blocks[index]
        switch block.kind {
        case .quote:
            startLine()
            write("<blockquote>\n")
        case .list:
            startList(block)
        case .item:
            write("<li>")
        case .document, .definitions:
            return nil
        default:
            writeLeaf(index, block)
            return nil
        }
        if block.firstChild < 0 {
            end(block)
            return nil
        }
        return block.firstChild
    }

    private mutating func startList(_ block: Block) {
        startLine()
        switch block.marker.number {
        case ..<0: write("<ul>\n")
        case 1: write("<ol>\n")
        default: write("<ol start=\"\(block.marker.number)\">\n")
        }
    }

    /// Writes the end of a container.
    private mutating func end(_ block: Block) {
        switch block.kind {
        case .quote:
            startLine()
            write("</blockquote>\n")
        case .list:
            startLine()
            write(block.marker.number < 0 ? "</ul>\n" : "</ol>\n")
        case .item:
            write("</li>\n")
        default:
            break
        }
    }

    private mutating func writeLeaf(_ index: Int, _ block: Block) {
        switch block.kind {
        case .paragraph:
            writeParagraph(index, block)
        case .heading:
            writeHeading(block)
        case .indentedCode, .fencedCode:
            writeCode(block)
        case .html:
            writeHTML(block)
        case .thematicBreak:
            startLine()
            write("<hr />\n")
        case .table:
            startLine()
            writeTable(block)
        default:
            break
        }
    }

    /// Begins a new line unless one has just begun.
    mutating func startLine() {
        if let last = output.last, last != Mark.lineFeed { output.append(Mark.lineFeed) }
    }

    mutating func write(_ text: String) {
        output.append(contentsOf: text.utf8)
    }

    /// Writes a part of the text with the characters escaped that HTML has a meaning for.
    mutating func writeEscaped(_ text: [UInt8], _ range: Range<Int>) {
        // One bit for each of `"`, `&`, `<` and `>`.
        let special: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
        var start = range.lowerBound
        for index in range {
            let byte = text[index]
            guard byte < 64, special >> UInt64(byte) & 1 == 1 else { continue }
            output.append(contentsOf: text[start..<index])
            switch byte {
            case Mark.ampersand: write("&amp;")
            case Mark.less: write("&lt;")
            case Mark.greater: write("&gt;")
            default: write("&quot;")
            }
            start = index + 1
        }
        output.append(contentsOf: text[start..<range.upperBound])
    }
}
