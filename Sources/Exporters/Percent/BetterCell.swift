internal import NotebookModel

/// A cell on its way into a script from which it can be read again.
struct BetterCell {
    private let cell: Cell.Content
    /// The metadata that the script holds.
    let metadata: JSONObject
    /// The metadata that the script doesn't hold, besides that about runs and windows.
    let lostKeys: [String]
    /// Whether the cell is written with a hint.
    private(set) var isHinted = false
    /// Whether the lines are surely read as the same cell, if they are read by themselves.
    private(set) var isProven = false
    /// The cell's lines; those of a cell of an unknown type are none.
    private(set) var lines = PercentLines()
    /// Whether the lines hold a `from __future__ import`.
    private(set) var importsFuture = false
    /// Whether its code may be more than a comment.
    private var mayRun = true
    /// Whether the cell is of a type that scripts don't know.
    let isUnknown: Bool
    /// How many blank lines follow, if the metadata says so.
    let blankLines: Int?

    /// Takes a cell of a notebook, whose wish which metadata is written is respected.
    init(_ cell: Cell.Content, settings: borrowing JupytextSettings, filter: MetadataFilter?) {
        self.cell = cell
        (metadata, lostKeys) = BetterCell.filtered(cell.metadata, filter)
        isUnknown = if case .unknown = cell.kind { true } else { false }
        blankLines = isUnknown ? 0 : PercentCell.blankLines(cell.metadata)
        if metadata.isEmpty, renderUsual(settings) { return }
        if isUnknown { return }
        let text = SourceText(cell.source)
        isHinted =
            metadata[PercentHint.key] != nil
            || (!text.traits.isPlain && cell.source.utf8.contains(0))
        if isHinted || !render(text, settings) { addHint(settings) }
    }

    private static func filtered(
        _ metadata: JSONObject,
        _ filter: MetadataFilter?
    ) -> (kept: JSONObject, lost: [String]) {
        if metadata.isEmpty { return ([:], []) }
        var metadata = PythonJSON.distinct(metadata)
        metadata.members.removeAll { MetadataFilter.isPassing($0.key) }
        guard let filter else { return (metadata, []) }
        var kept = filter.cellMetadata(metadata) { _ in }
        for key in MetadataFilter.ownCellKeys where kept[key] == nil { kept[key] = metadata[key] }
        return (kept, metadata.keys.filter { kept[$0] == nil })
    }

    /// What of the cell no script holds.
    func losses(at index: Int) -> [ExportWarning] {
        ExportWarning.losses(inScriptOf: cell.kind, at: index)
    }

    private var isCode: Bool {
        if case .code = cell.kind { true } else { false }
    }

    /// The cell as it is to be read again.
    var expected: Cell { BetterCell.make(cell.kind.type, cell.source, metadata) }

    static func make(_ type: String, _ source: String, _ metadata: JSONObject) -> Cell {
        switch type {
        case "code": .code(source, metadata: metadata)
        case "markdown": .markdown(source, metadata: metadata)
        default: .raw(source, metadata: metadata)
        }
    }

    /// Writes the cell's lines with a hint.
    mutating func addHint(_ settings: JupytextSettings) {
        isHinted = true
        isProven = false
        lines = hinted(settings)
    }

    /// Writes the lines of a cell without metadata whose text is a usual one, as most are; false if
    /// it isn't.
    private mutating func renderUsual(_ settings: borrowing JupytextSettings) -> Bool {
        if case .raw = cell.kind { return false }
        guard settings.language == "python", let usual = PercentLines(usual: cell, settings) else {
            return false
        }
        if isCode, !isPython(usual.rest(from: 1)) { return false }
        lines = usual
        let proof = PercentProof(
            isCode: isCode,
            source: cell.source,
            hasTriples: !usual.isFreeOfTriples,
            lines: usual
        )
        isProven = proof.holds(settings)
        return true
    }

    /// Writes the lines without a hint; false if they were no Python.
    private mutating func render(_ text: SourceText, _ settings: JupytextSettings) -> Bool {
        var script = PercentCell(cell, text, metadata, settings)
        let isRunning = script.isCode && script.isActive(settings)
        lines = script.rendered(settings, safely: true)
        if isRunning || script.quotes != nil, !isPython(lines.rest(from: 1)) { return false }
        isProven = PercentProof.holds(for: script, lines, metadata, settings)
        return true
    }

    private mutating func isPython(_ bytes: ArraySlice<UInt8>) -> Bool {
        var prelude = PythonPrelude()
        guard PythonSyntax.isValid(bytes, prelude: &prelude, isCell: true) else { return false }
        importsFuture = prelude.hasImports
        return true
    }

    /// Writes the lines as a comment if they import from `__future__` where the script may not.
    mutating func follow(_ prelude: inout PythonPrelude, _ settings: JupytextSettings) {
        if PythonSyntax.isValid(lines.bytes[...], prelude: &prelude, isCell: true) { return }
        mayRun = false
        addHint(settings)
    }

    /// The cell's lines with a hint in its marker.
    private mutating func hinted(_ settings: JupytextSettings) -> PercentLines {
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
        if isCode, isActive {
            let (code, magics) = BetterCell.code(source, settings)
            if mayRun, isPython(code.bytes[...]) {
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
        if !isCode { type = cell.kind.type == "markdown" ? "markdown" : "raw" }
        let marker = CellOptions.written(
            options,
            type: type,
            hint: nil,
            usesJSON: settings.usesJSON
        )
        let read = CellOptions(marker.text[...])
        for member in metadata.members where !Self.isSame(read.metadata[member.key], member.value) {
            hint.metadata[member.key] = member.value
        }
        hint.without = read.metadata.keys.filter { metadata[$0] == nil }
        if (read.type ?? "code") != (type ?? "code") { hint.type = type ?? "code" }
        var lines = PercentLines()
        let text = CellOptions.written(options, type: type, hint: hint, usesJSON: settings.usesJSON)
        lines.append(Array("# %% ".utf8)[...], text.text[...])
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
        if left == right { return true }
        let writer = JSONWriter(sortsKeys: true, respellsNumbers: true)
        return left.map { writer.bytes(for: $0) } == right.map { writer.bytes(for: $0) }
    }

    /// Compares cells by what scripts hold of them, the members of metadata in any order.
    static func isSame(_ left: Cell, _ right: Cell, besides keys: [String] = []) -> Bool {
        guard left.type == right.type, left.source.hasSameBytes(as: right.source)
        else { return false }
        var (mine, other) = (left.metadata, right.metadata)
        for key in keys {
            mine[key] = nil
            other[key] = nil
        }
        return isSame(.object(mine), .object(other))
    }
}
