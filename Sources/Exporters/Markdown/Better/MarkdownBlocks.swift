/// The blocks of a Markdown document, one blank line between two of them.
///
/// Each block means what it means by itself, whatever stands before it: what a block leaves open is
/// closed, and an empty comment keeps a list or indented code from taking in what follows.
struct MarkdownBlocks {
    private var output: [UInt8] = []
    private var isEmpty = true
    /// The end of the block before, if that is Markdown of others.
    private var end: BlockScanner?

    /// The number of bytes that have not been taken.
    var count: Int { output.count }

    /// Hands out what has been written since the last time.
    mutating func take() -> [UInt8] {
        defer { output = [] }
        return output
    }

    /// Adds Markdown of others.
    mutating func addMarkdown(_ text: [UInt8]) {
        var text = Blocks.unixLineEnds(text)
        Blocks.dropTrailingBlankLines(of: &text)
        Blocks.dropLeadingBlankLines(of: &text)
        guard !text.isEmpty else { return }
        let scanner = BlockScanner(text)
        if let closing = scanner.closingLine { text += "\n\(closing)".utf8 }
        let line = BlockLine(text, 0..<(text.firstIndex(of: 0x0A) ?? text.count))
        if let end, end.takesIn(line) { addBlock(Array("<!-- -->".utf8)) }
        addBlock(text)
        end = scanner
    }

    /// Adds HTML as one block.
    mutating func addHTML(_ text: [UInt8]) {
        addBlock(HTMLFragment.block(Blocks.unixLineEnds(text)))
    }

    /// Adds literal text in a fence, unless it is blank.
    mutating func addFenced(_ text: [UInt8], language: String?) {
        var text = Blocks.unixLineEnds(text)
        while text.last == 0x0A { text.removeLast() }
        guard !Blocks.isBlank(text) else { return }
        let fence = Blocks.fence(for: text)
        output.reserveCapacity(output.count + text.count + 2 * fence.count + 48)
        startBlock()
        output += fence
        output += Blocks.infoString(language ?? "").utf8
        output.append(0x0A)
        output += text
        output.append(0x0A)
        output += fence
        output.append(0x0A)
    }

    /// Adds a block that starts at the margin, unless it is empty.
    mutating func addBlock(_ text: [UInt8]) {
        guard !text.isEmpty else { return }
        startBlock()
        output += text
        output.append(0x0A)
    }

    /// Adds a block that is a link or an image.
    mutating func addLink(_ start: String, to target: [UInt8]) {
        output.reserveCapacity(output.count + target.count + start.utf8.count + 4)
        startBlock()
        output += start.utf8
        output += target
        output += ")\n".utf8
    }

    private mutating func startBlock() {
        if !isEmpty { output.append(0x0A) }
        isEmpty = false
        end = nil
    }
}
