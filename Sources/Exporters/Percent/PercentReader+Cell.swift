internal import NotebookModel

extension PercentReader {
    /// A cell that was read.
    struct Reading {
        var cell: Cell
        /// The index of the line behind.
        var end: Int
        /// Whether its metadata is written as JSON.
        var usesJSON: Bool
    }

    /// What a cell's marker says.
    private struct Head {
        var metadata = JSONObject()
        var type = "code"
        /// The type that the marker names, code if it names none, and its metadata as it stands.
        var marked: (type: String, metadata: JSONObject) = ("code", [:])
        var language: String?
        /// Whether the lines are code of the script although the cell is none of the notebook.
        var isPlain = false
        var usesJSON = false
        var hasMark = false
        var tags: [String] = []

        func isActive(in name: String, byDefault: Bool) -> Bool {
            ActiveCell.isActive(in: name, metadata: metadata, tags: tags, byDefault: byDefault)
        }
    }

    /// Reads the cell whose first line is at an index.
    mutating func readCell(at start: Int) -> Reading {
        var head = readHead(start)
        if followsHints, let reading = readHinted(head, at: start) { return reading }
        let bodyStart = start + (head.hasMark ? 1 : 0)
        let next = endOfCell(from: start, head)
        let end = max(endOfBody(from: start, to: next), bodyStart)
        let body = lines[bodyStart..<end]
        var source = content(body, &head)
        if let blankLines = unusualBlankLines(behind: body, before: next) {
            head.metadata["lines_to_next_cell"] = .number(blankLines)
        }
        if let language = head.language { restore(language, to: &source, &head) }
        let cell = PercentReader.cell(head.type, source, head.metadata)
        return Reading(cell: cell, end: next, usesJSON: head.usesJSON)
    }

    private static func cell(_ type: String, _ source: [UInt8], _ metadata: JSONObject) -> Cell {
        let text = SurrogateText.decoded(source[...])
        return switch type {
        case "code": .code(text, metadata: metadata)
        case "markdown": .markdown(text, metadata: metadata)
        default: .raw(text, metadata: metadata)
        }
    }

    /// Reads a cell as its hint says, if it has one that still fits.
    private func readHinted(_ head: Head, at start: Int) -> Reading? {
        guard let hint = PercentHint(head.marked.metadata[PercentHint.key]),
            hint.lines <= lines.count - start - 1
        else { return nil }
        var next = start + 1 + hint.lines
        let body = lines[(start + 1)..<next]
        while next < lines.count, PythonLines.isBlank(lines[next]) { next += 1 }
        guard next == lines.count || CellMark(lines[next]) != nil else { return nil }
        var metadata = head.marked.metadata
        for key in hint.without + [PercentHint.key] { metadata[key] = nil }
        for member in hint.metadata.members { metadata[member.key] = member.value }
        let type = hint.type ?? head.marked.type
        let cell = BetterCell.make(type, hint.text(of: body), metadata)
        return Reading(cell: cell, end: next, usesJSON: head.usesJSON)
    }

    private mutating func readHead(_ index: Int) -> Head {
        var head = Head()
        switch CellMark(lines[index]) {
        case .options(let start)?:
            let options = CellOptions(lines[index][start...])
            head.hasMark = true
            head.metadata = options.metadata
            head.marked = (options.type ?? "code", options.metadata)
            head.usesJSON = options.isJSON
            if let broken = options.broken {
                warnings.append(ImportWarning(.brokenCellMetadata(text: broken), line: index + 1))
            }
            head.tags = PercentCell.tags(head.metadata)
            if let language = head.metadata["language"]?.stringValue {
                head.language = language
                head.metadata["language"] = nil
            }
            if let type = options.type {
                head.type = type
            } else if !head.isActive(in: "ipynb", byDefault: true) {
                if head.metadata["active"]?.stringValue == "" { head.metadata["active"] = nil }
                head.type = "raw"
                head.isPlain = head.isActive(in: "py", byDefault: true)
            }
        case .bare?:
            head.hasMark = true
        case nil:
            break
        }
        return head
    }

    /// The index of the line that starts the next cell.
    private mutating func endOfCell(from start: Int, _ head: Head) -> Int {
        var quotes = QuoteTracker(language: head.language ?? settings.language)
        let isText = head.type != "code"
        var fence: FenceTracker?
        for index in start..<lines.count {
            let line = lines[index]
            let isInside = quotes.isInside
            if hasTriples[index] { quotes.read(line) }
            if isInside { continue }
            if isText {
                let text = head.isPlain ? line : PercentReader.uncommented(line)
                let found = FenceTracker(text)
                if let open = fence {
                    if let found, found.closes(open) { fence = nil }
                    continue
                }
                if let found, found.isOpening, isClosed(found, after: index, isPlain: head.isPlain)
                {
                    fence = found
                    continue
                }
            }
            if index > start, CellMark(line) != nil { return index }
        }
        return lines.count
    }

    private mutating func isClosed(_ fence: FenceTracker, after index: Int, isPlain: Bool) -> Bool {
        let known =
            closings[isPlain]
            ?? FenceTracker.Closings(
                lines.lazy.map { isPlain ? $0 : PercentReader.uncommented($0) }
            )
        closings[isPlain] = known
        return known.exist(for: fence, from: index + 1)
    }

    /// The index behind the last line that belongs to the text of a cell.
    func endOfBody(from start: Int, to next: Int) -> Int {
        func isBlank(_ index: Int) -> Bool { PythonLines.isBlank(lines[index]) }
        if next - start >= 3, isBlank(next - 1), isBlank(next - 2), !isBlank(next - 3) {
            return next - 2
        }
        // A line of white space belongs to the text.
        return next > 0 && lines[next - 1].isEmpty ? next - 1 : next
    }

    /// The text of a cell: without comment signs and quotes, its magics restored.
    private func content(_ part: ArraySlice<ArraySlice<UInt8>>, _ head: inout Head) -> [UInt8] {
        let body = Array(part)
        let isCode = head.type == "code"
        if !head.isActive(in: "py", byDefault: isCode),
            let (text, marker) = QuotedText.read(body)
        {
            if let marker { head.metadata["cell_marker"] = .string(marker) }
            return PercentReader.joined(PythonLines.split(text))
        }
        let isForeign =
            head.metadata["active"] == nil
            && head.language.map { !$0.isEmpty && $0 != settings.language } ?? false
        if isForeign || !head.isActive(in: "py", byDefault: true) {
            let text = head.isPlain ? body : body.map(PercentReader.uncommented)
            return PercentReader.joined(text)
        }
        let language = head.language ?? settings.language
        var text =
            settings.commentsMagics
            ? PercentReader.withoutMagicComments(body, settings, language) : body
        if settings.language == "go", head.language == nil { text = text.map(GoMagic.unescaped) }
        if isCode {
            text = PercentReader.withoutStartEscapes(text, language)
        } else if !head.isPlain {
            text = text.map(PercentReader.uncommented)
        }
        return PercentReader.joined(text)
    }

    /// Code without the comment signs before its magics.
    static func withoutMagicComments(
        _ body: [ArraySlice<UInt8>],
        _ settings: JupytextSettings,
        _ language: String
    ) -> [ArraySlice<UInt8>] {
        let magic = settings.magic(for: language)
        guard body.contains(where: magic.mayMatch) else { return body }
        var result = body
        var quotes = QuoteTracker(language: language)
        let comment = Array((PercentLanguage.comments[language] ?? "#").utf8)
        var continues = false
        for (index, line) in body.enumerated() {
            defer { if QuoteTracker.mayMatter(in: line) { quotes.read(line) } }
            guard !quotes.isInside, continues || magic.matches(line) else { continue }
            continues = language == "python" && PercentCell.continuesMagic(line)
            result[index] = withoutComment(line, comment)
        }
        return result
    }

    /// The lines with line feeds between them.
    static func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(lines.reduce(lines.count) { $0 + $1.count })
        for line in lines {
            text.append(contentsOf: line)
            text.append(0x0A)
        }
        if !lines.isEmpty { text.removeLast() }
        return text
    }

    /// A line without the comment sign behind its indent.
    private static func withoutComment(
        _ line: ArraySlice<UInt8>,
        _ comment: [UInt8]
    ) -> ArraySlice<UInt8> {
        let text = PythonLines.leftStripped(line)
        guard text.starts(with: comment) else { return line }
        var rest = text.dropFirst(comment.count)
        if rest.first == 0x20 { rest = rest.dropFirst() }
        return ArraySlice(Array(line[..<text.startIndex]) + Array(rest))
    }

    /// Tells whether a line is such an escaped mark.
    static func isEscapedStart(_ line: ArraySlice<UInt8>) -> Bool {
        var rest = line
        while rest.first == 0x23 {
            rest = rest.dropFirst()
            if rest.first == 0x20 { rest = rest.dropFirst() }
        }
        return rest.first == 0x2B && rest.startIndex > line.startIndex
    }

    /// Takes a comment sign off the escaped marks of another format, `# # +`.
    private static func withoutStartEscapes(
        _ body: [ArraySlice<UInt8>],
        _ language: String
    ) -> [ArraySlice<UInt8>] {
        guard body.contains(where: isEscapedStart) else { return body }
        var quotes = QuoteTracker(language: language)
        let comment = Array((PercentLanguage.comments[language] ?? "#").utf8)
        return body.map { line in
            defer { quotes.read(line) }
            guard !quotes.isInside, isEscapedStart(line) else { return line }
            let rest = withoutComment(line, comment)
            return isEscapedStart(rest) ? rest : line
        }
    }

    /// Puts the magic of a language in front of a cell in another one.
    private func restore(_ language: String, to source: inout [UInt8], _ head: inout Head) {
        guard language != settings.language else { return }
        let isKnown = PercentLanguage.isMagic(language) || settings.customMagics.contains(language)
        guard PercentLanguage.usualName(language) != settings.language, isKnown else {
            head.metadata["language"] = .string(language)
            return
        }
        var line = Array(((settings.language == "csharp" ? "#!" : "%%") + language).utf8)
        if let arguments = head.metadata.removeValue(forKey: "magic_args") {
            let text = arguments.stringValue ?? arguments.description
            line += [0x20] + SurrogateText.encoded(text)
        }
        source = line + [0x0A] + source
    }
}
