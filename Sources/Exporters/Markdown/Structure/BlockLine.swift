/// A line of Markdown, read from its start through the marks of quotes and lists.
///
/// Columns count as in CommonMark, with tab stops of 4.
struct BlockLine {
    private let text: [UInt8]
    private let end: Int
    /// The position of the next byte that is no space or tab, or the end.
    private(set) var position: Int
    /// The column up to which the line has been read.
    private var column = 0
    /// The column of the next byte that is no space or tab.
    private var nextColumn = 0

    init(_ text: [UInt8], _ range: Range<Int>) {
        self.text = text
        end = range.upperBound
        position = range.lowerBound
        skipSpaces()
    }

    /// Tells whether nothing but white space is left.
    var isBlank: Bool { position == end }

    /// The number of columns of white space before the next byte.
    var indent: Int { nextColumn - column }

    /// The next byte that is no space or tab; not to be asked for in a blank line.
    var byte: UInt8 { text[position] }

    /// What is left behind the white space.
    var rest: ArraySlice<UInt8> { text[position..<end] }

    /// Reads white space.
    mutating func skipIndent(_ columns: Int) {
        column += min(columns, indent)
    }

    /// Reads the white space and some bytes behind it.
    mutating func skip(_ count: Int) {
        position += count
        column = nextColumn + count
        nextColumn = column
        skipSpaces()
    }

    private mutating func skipSpaces() {
        while position < end {
            switch text[position] {
            case 0x20: nextColumn += 1
            case 0x09: nextColumn += 4 - nextColumn % 4
            default: return
            }
            position += 1
        }
    }
}

extension BlockLine {
    /// The mark at the start of an item of a list, as CommonMark (section 5.2) has it.
    struct ListMark {
        /// What tells lists apart: `-`, `+` or `*`, or what stands behind a number.
        var kind: UInt8
        /// The number of bytes.
        var width: Int
        /// Whether the item may interrupt a paragraph as far as its number goes.
        var startsAtOne: Bool
    }

    /// The mark of a list that stands here, if one does.
    var listMark: ListMark? {
        guard indent < 4, !isBlank, !isThematicBreak else { return nil }
        let rest = rest
        let digits = rest.prefix(10).prefix { (0x30...0x39).contains($0) }
        let mark: ListMark
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
            mark = ListMark(kind: byte, width: 1, startsAtOne: true)
        default:
            guard (1...9).contains(digits.count), digits.endIndex < rest.endIndex,
                [UInt8(ascii: "."), UInt8(ascii: ")")].contains(rest[digits.endIndex])
            else { return nil }
            mark = ListMark(
                kind: rest[digits.endIndex],
                width: digits.count + 1,
                startsAtOne: digits.elementsEqual([UInt8(ascii: "1")])
            )
        }
        let next = rest.dropFirst(mark.width).first
        return next == nil || next == 0x20 || next == 0x09 ? mark : nil
    }

    /// Tells whether a thematic break stands here (section 4.1).
    var isThematicBreak: Bool {
        guard let mark = rest.first, mark == 0x2A || mark == 0x2D || mark == 0x5F else {
            return false
        }
        var count = 0
        for byte in rest {
            if byte == mark { count += 1 } else if byte != 0x20, byte != 0x09 { return false }
        }
        return count >= 3
    }

    /// Tells whether this underlines a heading, if text stands above (section 4.3).
    var isUnderline: Bool {
        guard let mark = rest.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else {
            return false
        }
        return rest.drop { $0 == mark }.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// Tells whether a heading stands here (section 4.2).
    var isHeading: Bool {
        let count = rest.prefix(7).prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(count) else { return false }
        let next = rest.dropFirst(count).first
        return next == nil || next == 0x20 || next == 0x09
    }

    /// The fence that opens here, if one does (section 4.5).
    var fence: Fence? {
        guard let mark = rest.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
            return nil
        }
        let count = rest.prefix { $0 == mark }.count
        guard count >= 3, mark != UInt8(ascii: "`") || !rest.dropFirst(count).contains(mark) else {
            return nil
        }
        return Fence(mark: mark, count: count)
    }

    /// The fence of a block of code.
    struct Fence: Equatable {
        var mark: UInt8
        var count: Int

        /// Tells whether a line closes the block.
        func isClosed(by line: BlockLine) -> Bool {
            guard line.indent < 4, line.rest.first == mark else { return false }
            let behind = line.rest.drop { $0 == mark }
            return line.rest.count - behind.count >= count
                && behind.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
    }
}
