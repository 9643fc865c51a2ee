internal import NotebookModel

extension PercentLines {
    /// Makes the lines of a cell that has no metadata worth keeping and whose text is in the notebook's language
    /// and plain, as jupytext writes them; `nil` for any other cell.
    ///
    /// Most cells are such: the many questions that ``PercentCell`` asks have one answer for them.
    init?(bare cell: borrowing Cell.Content, _ settings: borrowing JupytextSettings) {
        guard settings.takesBareCells, MetadataFilter.isPassing(cell.metadata) else { return nil }
        let isCode: Bool
        switch cell.kind {
        case .code: isCode = true
        case .markdown(let attachments) where attachments.isEmpty: isCode = false
        default: return nil
        }
        let text = SourceText(cell.source)
        guard text.isPlain else { return nil }
        if let first = text.bytes.first {
            // A percent sign may tell another language; white space is that of the marker, too.
            let isUsual = first > 0x20 && first < 0x80
            guard first != 0x25, isUsual || !isCode else { return nil }
        }
        self.init()
        reserve(text.bytes.count + text.bytes.count / 8 + 64)
        append(marker: isCode ? [] : PercentLines.markdownOptions, indent: [])
        if isCode {
            append(code: text, settings.languageMagic)
        } else {
            append(text: text)
        }
    }

    private static let markdownOptions = Array("[markdown]".utf8)

    /// Adds a plain text that is no code, in comments.
    mutating func append(text: SourceText) {
        append(commentsFor: text.bytes)
        isFreeOfTriples = true
        isComment = true
    }

    /// Adds plain code in Python, its magics in comments.
    mutating func append(code text: SourceText, _ magic: JupytextMagic) {
        isFreeOfTriples = !text.hasTriples
        let bytes = text.bytes
        if bytes.isEmpty { return }
        var quotes = QuoteTracker()
        var continues = false
        // The lines from here on are taken as they are.
        var kept = 0
        var start = 0
        while true {
            let end = PercentLines.end(ofLineAt: start, in: bytes)
            if !quotes.isInside,
                continues || text.hasSigns || (end > start && magic.mayStartCommand(bytes[start])),
                continues || magic.matches(bytes[start..<end])
            {
                if kept < start { append(linesIn: kept..<(start - 1), of: bytes) }
                let line = bytes[start..<end]
                let shown = continues ? line : PythonLines.leftStripped(line)
                append(line[..<shown.startIndex], [0x23, 0x20], shown)
                continues = PercentCell.continuesMagic(line)
                kept = end + 1
            }
            if text.hasTriples { quotes.read(bytes.span.extracting(start..<end)) }
            if end == bytes.count { break }
            start = end + 1
        }
        if kept <= bytes.count { append(linesIn: kept..<bytes.count, of: bytes) }
    }
}
