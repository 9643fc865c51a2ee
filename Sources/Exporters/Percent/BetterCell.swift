internal import NotebookModel

/// A cell on its way into a script from which it can be read again.
struct BetterCell {
    private let cell: Cell
    private let settings: JupytextSettings
    private let filter: MetadataFilter?
    /// Whether the cell is written with a hint.
    var isHinted = false
    /// Whether the lines, as they were written last, are surely read as the same cell.
    private(set) var isProven = false

    /// The metadata about runs and windows, which scripts leave out.
    private static let passing = [
        "autoscroll", "collapsed", "scrolled", "trusted", "execution", "ExecuteTime",
    ]

    /// Takes a cell of a notebook, whose wish which metadata is written is respected.
    init(_ cell: Cell, settings: JupytextSettings, filter: MetadataFilter?) {
        self.cell = cell
        self.settings = settings
        self.filter = filter
        isHinted = metadata[PercentHint.key] != nil || cell.source.utf8.contains(0)
    }

    /// The metadata that the script holds.
    var metadata: JSONObject {
        var metadata = PythonJSON.distinct(cell.metadata)
        for key in Self.passing { metadata[key] = nil }
        guard let filter else { return metadata }
        var kept = filter.cellMetadata(metadata) { _ in }
        for key in MetadataFilter.ownCellKeys where kept[key] == nil { kept[key] = metadata[key] }
        return kept
    }

    /// The metadata that the script doesn't hold, besides that about runs and windows.
    var lostKeys: [String] {
        if cell.metadata.isEmpty { return [] }
        let kept = metadata
        return PythonJSON.distinct(cell.metadata).keys
            .filter { kept[$0] == nil && !Self.passing.contains($0) }
    }

    /// The cell as it is to be read again.
    var expected: Cell { BetterCell.make(cell.type, cell.source, metadata) }

    /// How many blank lines follow, if the metadata says so.
    var blankLines: Int? { PercentCell.blankLines(cell.metadata) }

    static func make(_ type: String, _ source: String, _ metadata: JSONObject) -> Cell {
        switch type {
        case "code": .code(source, metadata: metadata)
        case "markdown": .markdown(source, metadata: metadata)
        default: .raw(source, metadata: metadata)
        }
    }

    /// The cell's lines.
    mutating func rendered() -> PercentLines {
        isProven = false
        if !isHinted {
            let metadata = self.metadata
            var script = PercentCell(cell, metadata: metadata, settings: settings)
            let isRunning = script.isCode && script.isActive
            let lines = script.rendered(safely: true)
            if !isRunning || PythonSyntax.isCell(lines.rest(from: 1)) {
                isProven = PercentProof(cell: script, lines: lines).holds(for: metadata)
                return lines
            }
            isHinted = true
        }
        return hinted()
    }

    /// The cell's lines with a hint in its marker.
    private func hinted() -> PercentLines {
        let metadata = self.metadata
        let shown = PercentHint.shown(cell.source)
        let source = shown.split(separator: 0x0A, omittingEmptySubsequences: false)
        var hint = PercentHint(lines: source.count)
        hint.hasCRLF = cell.source.utf8.contains(0x0D)
        var options = metadata
        for key in MetadataFilter.ownCellKeys + [PercentHint.key] { options[key] = nil }
        var body = PercentLines()
        let tags = PercentCell.tags(metadata)
        let isActive = ActiveCell.isActive(
            in: "py",
            metadata: metadata,
            tags: tags,
            byDefault: true
        )
        if cell.isCode, isActive {
            let (code, magics) = BetterCell.code(source, settings)
            if PythonSyntax.isCell(code.bytes[...]) {
                body = code
                hint.isCode = true
                hint.magics = magics
            } else {
                options["active"] = "ipynb"
            }
        }
        if !hint.isCode {
            for line in source { body.append(comment: line) }
        }
        let expected = Array(cell.source.utf8)
        if Array(hint.text(of: body.all[...]).utf8) != expected { hint.source = cell.source }
        var type: String?
        if !cell.isCode { type = cell.type == "markdown" ? "markdown" : "raw" }
        let marker = CellOptions.written(
            options,
            type: type,
            hint: nil,
            usesJSON: settings.usesJSON
        )
        let read = CellOptions(marker[...])
        for member in metadata.members where !Self.isSame(read.metadata[member.key], member.value) {
            hint.metadata[member.key] = member.value
        }
        hint.without = read.metadata.keys.filter { metadata[$0] == nil }
        if (read.type ?? "code") != (type ?? "code") { hint.type = type ?? "code" }
        var lines = PercentLines()
        let text = CellOptions.written(options, type: type, hint: hint, usesJSON: settings.usesJSON)
        lines.append(Array("# %% ".utf8)[...], text[...])
        for line in body.all { lines.append(line: line) }
        return lines
    }

    /// Code with its magics commented, and which lines those are.
    private static func code(
        _ source: [ArraySlice<UInt8>],
        _ settings: JupytextSettings
    ) -> (lines: PercentLines, magics: [Int]) {
        var lines = PercentLines()
        var magics: [Int] = []
        let magic = JupytextMagic(language: "python")
        var quotes = QuoteTracker(language: "python")
        var continues = false
        for (index, line) in source.enumerated() {
            if !quotes.isInside, continues || magic.matches(line) {
                let text = continues ? line : PythonLines.leftStripped(line)
                lines.append(line[..<text.startIndex], Array("# ".utf8)[...], text)
                magics.append(index)
                continues = PercentCell.continuesMagic(line)
            } else {
                lines.append(line: line)
                quotes.read(line)
            }
        }
        return (lines, magics)
    }

    /// Compares values, members of objects in any order.
    static func isSame(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        if case .object(let left)? = left, case .object(let right)? = right, left.isEmpty {
            return right.isEmpty
        }
        if left == nil || right == nil { return left == nil && right == nil }
        let writer = JSONWriter(sortsKeys: true, respellsNumbers: true)
        return left.map { writer.bytes(for: $0) } == right.map { writer.bytes(for: $0) }
    }

    /// Compares cells by what scripts hold of them, the members of metadata in any order.
    static func isSame(_ left: Cell, _ right: Cell, besides keys: [String] = []) -> Bool {
        guard left.type == right.type, PercentHint.hasSameBytes(left.source, right.source)
        else { return false }
        var (mine, other) = (left.metadata, right.metadata)
        for key in keys {
            mine[key] = nil
            other[key] = nil
        }
        return isSame(.object(mine), .object(other))
    }
}
