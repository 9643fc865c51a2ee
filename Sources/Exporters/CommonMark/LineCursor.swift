/// A place in the current line of a document, which knows its column.
///
/// A tab reaches to the next column that is a multiple of four. Part of a tab can be used up by a
/// container, the rest then counts as spaces.
struct LineCursor {
    let source: [UInt8]

    /// The end of the line, before its ending.
    private(set) var end = 0

    private(set) var offset = 0
    private(set) var column = 0
    private(set) var hasPartialTab = false

    /// The next character that is no space or tab.
    private(set) var nonspace = 0
    private(set) var nonspaceColumn = 0

    private var nextLine = 0

    init(source: [UInt8]) {
        self.source = source
    }

    /// The columns of white space at this place.
    var indent: Int { nonspaceColumn - column }

    var isIndented: Bool { indent >= 4 }

    var isBlank: Bool { nonspace == end }

    /// The next character that is no space or tab, or 0 at the end of the line.
    var byte: UInt8 { nonspace < end ? source[nonspace] : 0 }

    /// Goes to the next line, which ends in LF, CR or both; false if there is none.
    mutating func advanceLine() -> Bool {
        guard nextLine < source.count else { return false }
        offset = nextLine
        column = 0
        hasPartialTab = false
        end = LineCursor.lineEnd(source, offset)
        nextLine = LineCursor.lineStart(source, after: end)
        findNonspace()
        return true
    }

    /// The start of the line behind the current one.
    var followingLine: Int { nextLine }

    /// The end of the line that a place is in.
    static func lineEnd(_ source: [UInt8], _ start: Int) -> Int {
        var index = start
        let count = source.count
        while index < count {
            let byte = source[index]
            if byte <= 0x0D, byte == Mark.lineFeed || byte == Mark.carriageReturn { break }
            index += 1
        }
        return index
    }

    /// The start of the next line.
    static func lineStart(_ source: [UInt8], after end: Int) -> Int {
        let isPair =
            end + 1 < source.count && source[end] == Mark.carriageReturn
            && source[end + 1] == Mark.lineFeed
        return end + (isPair ? 2 : 1)
    }

    private mutating func findNonspace() {
        var index = offset
        var position = column
        while index < end {
            let byte = source[index]
            if byte == Mark.space {
                position += 1
            } else if byte == Mark.tab {
                position += 4 - position % 4
            } else {
                break
            }
            index += 1
        }
        nonspace = index
        nonspaceColumn = position
    }

    /// Passes over characters that are no tabs.
    mutating func advance(bytes: Int) {
        offset += bytes
        column += bytes
        hasPartialTab = false
        findNonspace()
    }

    /// Passes over columns of white space, as far as there are any.
    mutating func advance(columns: Int) {
        var left = columns
        while left > 0, offset < nonspace {
            if source[offset] == Mark.tab {
                let width = 4 - column % 4
                hasPartialTab = width > left
                column += min(width, left)
                offset += width > left ? 0 : 1
                left -= min(width, left)
            } else {
                hasPartialTab = false
                offset += 1
                column += 1
                left -= 1
            }
        }
    }

    /// Passes over all white space.
    mutating func advanceToNonspace() {
        offset = nonspace
        column = nonspaceColumn
        hasPartialTab = false
    }

    /// Passes over one space, or one column of a tab, if there is one.
    mutating func advanceOverSpace() {
        advance(columns: 1)
    }
}
