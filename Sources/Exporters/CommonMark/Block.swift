/// A node in the block structure of a document.
struct Block {
    /// What a block is.
    enum Kind: UInt8 {
        case document
        case quote
        case list
        case item
        case paragraph
        case heading
        case indentedCode
        case fencedCode
        case html
        case thematicBreak
        case table
        /// A paragraph of which only link reference definitions were there; it isn't shown.
        case definitions
    }

    let parent: Int
    var kind: Kind

    /// The first of the children, all of which are linked by ``next``; -1 if there is none.
    var firstChild = -1
    var lastChild = -1
    var next = -1

    /// The lines that the block stands in; blank lines behind it don't count.
    var firstLine: Int
    var lastLine: Int

    /// Where the block's text stands in ``BlockTree/text``.
    var start: Int
    var end: Int

    /// The level of a heading, the number of an HTML block's kind, the columns of a table, or the
    /// length of the info string that stands before fenced code.
    var level = 0

    /// The marker of an item, or of the first item of a list.
    var marker = ListMarker()

    /// Whether no blank lines separate what is in a list.
    var isTight = true

    init(_ kind: Kind, parent: Int, line: Int, start: Int) {
        self.kind = kind
        self.parent = parent
        firstLine = line
        lastLine = line
        self.start = start
        end = start
    }
}

/// The opening fence of a code block.
struct CodeFence {
    var character: UInt8 = 0
    var length = 0

    /// The columns before the fence, which also go from the lines of the code.
    var indent = 0
}

/// The block structure of a document.
struct BlockTree {
    /// The blocks in the order of their start; the document is the first.
    var blocks: [Block] = []

    /// The text of all leaf blocks, one behind the other.
    var text: [UInt8] = []

    /// The targets of reference links.
    var definitions = LinkDefinitions()
}
