/// HTML as one block of a Markdown document.
enum HTMLFragment {
    /// Makes a block that no blank line ends and whose first line starts it.
    ///
    /// In `pre` and `textarea` elements, where blank lines show, a reference to a line feed stands
    /// in the place of each. Where the first line wouldn't start a block up to the next blank line,
    /// a `div` element is put around the whole.
    ///
    /// - Parameter html: The HTML with LF as line ends.
    /// - Returns: The block without a line end, empty if there is nothing in it.
    static func block(_ html: [UInt8]) -> [UInt8] {
        var block: [UInt8] = []
        block.reserveCapacity(html.count)
        var literals = LiteralElements(in: html)
        // Line feeds that show and would make a blank line.
        var isOwed = false
        var start = 0
        while start < html.count {
            let end = html[start...].firstIndex(of: 0x0A) ?? html.count
            let line = html[start..<end]
            if line.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
                if block.isEmpty {
                    block += line.drop { $0 == 0x20 || $0 == 0x09 }
                } else {
                    if !isOwed { block.append(0x0A) }
                    block += line
                }
                isOwed = false
            } else if !block.isEmpty, literals.contain(start) {
                if !isOwed { block.append(0x0A) }
                block += line
                block += "&#10;".utf8
                isOwed = true
            }
            start = end + 1
        }
        guard !block.isEmpty else { return [] }
        let first = block[..<(block.firstIndex(of: 0x0A) ?? block.count)]
        if HTMLBlock(first, interrupts: false) == .plain { return block }
        return Array("<div>\n".utf8) + block + Array("\n</div>".utf8)
    }
}

/// The elements in which blank lines show, `pre` and `textarea`.
private struct LiteralElements {
    private let html: [UInt8]
    private var position = 0
    private var isInside = false

    init(in html: [UInt8]) {
        self.html = html
    }

    /// Tells whether a place is inside such an element; to be asked in order.
    mutating func contain(_ place: Int) -> Bool {
        while position < place, let next = html[position..<place].firstIndex(of: 0x3C) {
            position = next + 1
            let isEnd = position < place && html[position] == UInt8(ascii: "/")
            let name = html[(position + (isEnd ? 1 : 0))...].prefix(9).map { $0 | 0x20 }
            if name.starts(with: "pre".utf8) || name.starts(with: "textarea".utf8) {
                isInside = !isEnd
            }
        }
        position = max(position, place)
        return isInside
    }
}
