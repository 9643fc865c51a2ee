extension BlockParser {
    /// Takes the definitions from a paragraph's start; a paragraph of nothing else goes.
    mutating func closeParagraph(_ index: Int) {
        readDefinitions(index)
        if !trimText(index) { tree.blocks[index].kind = .definitions }
    }

    /// Takes the link reference definitions that a paragraph starts with.
    mutating func readDefinitions(_ index: Int) {
        while let definition = nextDefinition(index) {
            tree.definitions.add(definition)
            tree.blocks[index].start = definition.end
        }
    }

    private func nextDefinition(_ index: Int) -> LinkDefinition? {
        let start = tree.blocks[index].start
        let end = tree.blocks[index].end
        return start < end ? LinkDefinition(tree.text, start, end) : nil
    }

    /// Drops white space around a block's text, and tells whether anything is left.
    mutating func trimText(_ index: Int) -> Bool {
        var start = tree.blocks[index].start
        var end = tree.blocks[index].end
        while start < end, BlockParser.isTrimmed(tree.text[start]) { start += 1 }
        while end > start, BlockParser.isTrimmed(tree.text[end - 1]) { end -= 1 }
        tree.blocks[index].start = start
        tree.blocks[index].end = end
        return start < end
    }

    private static func isTrimmed(_ byte: UInt8) -> Bool {
        Mark.isBlank(byte) || byte == Mark.lineFeed
    }
}
