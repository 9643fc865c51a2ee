/// The seven kinds of HTML blocks, by how they start and end.
enum HTMLBlockKind: Int {
    /// `<pre`, `<script`, `<style` or `<textarea`, up to such an end tag.
    case verbatim = 1
    /// `<!--` up to `-->`.
    case comment
    /// `<?` up to `?>`.
    case instruction
    /// `<!` and a letter, up to `>`.
    case declaration
    /// `<![CDATA[` up to `]]>`.
    case cdata
    /// A tag of a block element, up to a blank line.
    case element
    /// Any complete tag alone on its line, up to a blank line.
    case tag

    private static let verbatimNames: Set<[UInt8]> = names("pre script style textarea")

    private static let elementNames: Set<[UInt8]> = names(
        """
        address article aside base basefont blockquote body caption center col colgroup dd \
        details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 \
        h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol \
        optgroup option p param search section summary table tbody td tfoot th thead title tr \
        track ul
        """
    )

    private static func names(_ list: String) -> Set<[UInt8]> {
        Set(list.utf8.split(separator: Mark.space).map { Array($0) })
    }

    /// The kind of block that a line starts.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - start: The place of a `<`.
    ///   - end: The end of the line.
    /// - Returns: The kind, or nil if the line starts no HTML block.
    static func starting(_ bytes: [UInt8], _ start: Int, _ end: Int) -> HTMLBlockKind? {
        var index = start + 1
        guard index < end else { return nil }
        switch bytes[index] {
        case Mark.exclamation:
            let rest = bytes[index + 1..<end]
            if rest.starts(with: [Mark.hyphen, Mark.hyphen]) { return .comment }
            if rest.starts(with: "[CDATA[".utf8) { return .cdata }
            return rest.first.map(Mark.isLetter) == true ? .declaration : nil
        case Mark.question:
            return .instruction
        default:
            break
        }
        let isClosing = bytes[index] == Mark.slash
        if isClosing { index += 1 }
        var name: [UInt8] = []
        while index < end, Mark.isAlphanumeric(bytes[index]), name.count <= 10 {
            name.append(bytes[index] | 0x20)
            index += 1
        }
        let next = index < end ? bytes[index] : Mark.space
        let isEnd = Mark.isSpace(next) || next == Mark.greater
        if isEnd, !isClosing, verbatimNames.contains(name) { return .verbatim }
        let isEmpty = next == Mark.slash && index + 1 < end && bytes[index + 1] == Mark.greater
        if isEnd || isEmpty, elementNames.contains(name) { return .element }
        guard let tagEnd = HTMLScanner.tag(bytes, start, end),
            LinkScanner.skipBlanks(bytes, tagEnd, end) == end
        else { return nil }
        return .tag
    }

    /// Tells whether a line has the end of the block; blocks that end at blank lines have none.
    func ends(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        switch self {
        case .verbatim:
            var index = start
            while let close = ByteSearch.find("</", bytes, index, end) {
                index = close + 2
                var next = index
                while next < end, Mark.isLetter(bytes[next]), next - index <= 8 { next += 1 }
                let name = bytes[index..<next].map { $0 | 0x20 }
                if next < end, bytes[next] == Mark.greater,
                    HTMLBlockKind.verbatimNames.contains(name)
                {
                    return true
                }
            }
            return false
        case .comment:
            return ByteSearch.find("-->", bytes, start, end) != nil
        case .instruction:
            return ByteSearch.find("?>", bytes, start, end) != nil
        case .declaration:
            return ByteSearch.find(">", bytes, start, end) != nil
        case .cdata:
            return ByteSearch.find("]]>", bytes, start, end) != nil
        case .element, .tag:
            return false
        }
    }
}
