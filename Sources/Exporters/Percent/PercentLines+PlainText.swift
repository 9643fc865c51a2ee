internal import NotebookModel

extension PercentLines {
    /// Makes the lines of a cell whose metadata says nothing of them and whose text is in the
    /// notebook's language and plain, as jupytext writes them; `nil` for any other cell.
    ///
    /// Most cells are such: the many questions that ``PercentCell`` asks have one answer for them.
    init?(usual cell: borrowing Cell.Content, _ settings: borrowing JupytextSettings) {
        guard settings.takesUsualCells else { return nil }
        let isCode: Bool
        switch cell.kind {
        case .code: isCode = true
        case .markdown(let attachments) where attachments.isEmpty: isCode = false
        case .raw(let attachments) where attachments.isEmpty: isCode = false
        default: return nil
        }
        guard let options = CellOptions.usual(cell.metadata, of: cell.kind) else { return nil }
        let text = SourceText(cell.source)
        guard text.isPlain else { return nil }
        if let first = text.bytes.first {
            // What may tell another language; and white space is that of the marker, too.
            let isUsual = first > 0x20 && first < 0x80
            guard first != settings.cellMagicSign, isUsual || !isCode else { return nil }
        }
        self.init()
        reserve(options.count + text.bytes.count + text.bytes.count / 8 + 64)
        append(marker: options, indent: [])
        if isCode {
            append(code: text, in: settings.language, settings.languageMagic)
        } else {
            append(text: text)
        }
    }

    /// Adds a plain text that is no code, in comments.
    mutating func append(text: SourceText) {
        append(commentsFor: text.bytes)
        isFreeOfTriples = true
        isComment = true
    }

    /// Adds plain code in a language, its magics in comments.
    mutating func append(code text: SourceText, in language: String, _ magic: JupytextMagic) {
        isFreeOfTriples = !text.hasTriples
        isFreeOfDefinitions = true
        let bytes = text.bytes
        if bytes.isEmpty { return }
        let isPython = language == "python"
        var quotes = isPython ? QuoteTracker() : QuoteTracker(language: language)
        var continues = false
        // The lines from here on are taken as they are, and so much further on.
        var kept = 0
        var offset = self.bytes.count
        var start = 0
        while true {
            let end = PercentLines.end(ofLineAt: start, in: bytes)
            let line = bytes[start..<end]
            if !quotes.isInside,
                continues
                    || (text.hasSigns || !isPython
                        ? magic.matches(line) : magic.matches(plain: line))
            {
                append(started: bytes[kept..<start])
                let shown = continues ? line : PythonLines.leftStripped(line)
                let mark = isPython ? "#" : PercentLanguage.comments[language] ?? "#"
                append(line[..<shown.startIndex], Array(mark.utf8) + [0x20], shown)
                continues = isPython && PercentCell.continuesMagic(line)
                kept = end + 1
                offset = self.bytes.count - kept
            } else {
                startLine(at: start + offset)
                if BlankLines.startsFunctionOrClass(line) { isFreeOfDefinitions = false }
            }
            if text.hasTriples { quotes.read(bytes.span.extracting(start..<end)) }
            if end == bytes.count { break }
            start = end + 1
        }
        if kept <= bytes.count {
            append(started: bytes[kept...])
            append(started: [0x0A])
        }
    }
}
