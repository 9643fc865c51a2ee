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
        // Not the settings as a whole: what a closure captures of them is copied.
        let sign = settings.cellMagicSign
        let code = isCode ? (settings.language, settings.languageMagic) : nil
        var lines = PercentLines()
        let isUsual = cell.source.withBytes { lines.append(usual: $0, options, code, sign) }
        guard isUsual else { return nil }
        self = lines
    }

    /// Adds a marker and a text behind it.
    ///
    /// - Returns: Whether the text is a usual one; if not, nothing is added.
    private mutating func append(
        usual text: Span<UInt8>,
        _ options: [UInt8],
        _ code: (language: String, magic: JupytextMagic)?,
        _ cellMagicSign: UInt8
    ) -> Bool {
        let traits = SourceTraits(of: text)
        guard traits.isPlain else { return false }
        if !text.isEmpty {
            // What may tell another language; and white space is that of the marker, too.
            let isUsual = text[0] > 0x20 && text[0] < 0x80
            guard text[0] != cellMagicSign, isUsual || code == nil else { return false }
        }
        reserve(options.count + text.count + text.count / 8 + 64)
        append(marker: options, indent: [])
        if let (language, magic) = code {
            append(code: text, traits, in: language, magic)
        } else {
            append(text: text)
        }
        return true
    }

    /// Adds a plain text that is no code, in comments.
    mutating func append(text: Span<UInt8>) {
        append(commentsFor: text)
        isFreeOfTriples = true
        isComment = true
    }

    /// Adds plain code in a language, its magics in comments.
    mutating func append(
        code text: Span<UInt8>,
        _ traits: SourceTraits,
        in language: String,
        _ magic: borrowing JupytextMagic
    ) {
        isFreeOfTriples = !traits.hasTriples
        isFreeOfDefinitions = true
        if text.isEmpty { return }
        let isPython = language == "python"
        var quotes = isPython ? QuoteTracker() : QuoteTracker(language: language)
        let hasSigns = traits.hasSigns || !isPython
        var continues = false
        // The lines from here on are taken as they are, and so much further on.
        var kept = 0
        var offset = bytes.count
        var start = 0
        while true {
            let end = ByteScanner.firstIndex(of: 0x0A, in: text, from: start)
            let line = text.extracting(start..<end)
            if !quotes.isInside,
                continues || (hasSigns ? magic.matches(line) : magic.matches(plain: line))
            {
                append(started: text.extracting(kept..<start))
                let line = line.copy
                let shown = continues ? line : PythonLines.leftStripped(line)
                let mark = isPython ? "#" : PercentLanguage.comments[language] ?? "#"
                append(line[..<shown.startIndex], Array(mark.utf8) + [0x20], shown)
                continues = isPython && PercentCell.continuesMagic(line)
                kept = end + 1
                offset = bytes.count - kept
            } else {
                startLine(at: start + offset)
                if BlankLines.startsFunctionOrClass(line) { isFreeOfDefinitions = false }
            }
            if traits.hasTriples { quotes.read(line) }
            if end == text.count { break }
            start = end + 1
        }
        if kept <= text.count {
            append(started: text.extracting(kept...))
            append(started: [0x0A].span)
        }
    }
}
