internal import NotebookModel

/// A notebook as a script from which the same cells are read again.
///
/// The script is written as jupytext writes it and read as jupytext reads it. Cells that come out
/// different, or that are no Python, are written once more with hints.
struct BetterPercent {
    private let notebook: Notebook
    private let metadata: JSONObject
    private let settings: JupytextSettings
    private var warnings: [ExportWarning] = []
    private var cells: [BetterCell] = []
    private var takesHeader = true

    /// The pieces and the warnings in order.
    private(set) var parts: [ExportPart] = []

    /// A script with the offset of each cell.
    private struct Draft {
        var pieces: [[UInt8]]
        var offsets: [Int]
        var takesFirstCell: Bool
    }

    init(_ notebook: Notebook) {
        self.notebook = notebook
        metadata = JupytextMetadata.rearranged(notebook.metadata)
        settings = JupytextSettings(metadata)
        let wish = metadata["jupytext"]?["cell_metadata_filter"]
        let filter = wish.map { MetadataFilter($0) }
        cells = notebook.cells.map { BetterCell($0, settings: settings, filter: filter) }
        warnAboutLosses()
        var draft = write()
        if !draft.takesFirstCell, PercentProof.holds(for: metadata, settings),
            cells.allSatisfy(\.isProven)
        {
            finish(draft)
            return
        }
        var places = BetterPercent.places(in: draft, followsHints: false)
        // What is mended may move what follows, so a second look is taken.
        var rounds = 0
        while rounds < 3, mend(draft, places) {
            rounds += 1
            draft = write()
            places = BetterPercent.places(in: draft, followsHints: false)
        }
        if rounds > 0 || cells.contains(where: \.isHinted) { check(draft, places) }
        finish(draft)
    }

    private mutating func finish(_ draft: Draft) {
        parts = warnings.map(ExportPart.warning)
        parts += draft.pieces.filter { !$0.isEmpty }.map(ExportPart.bytes)
    }

    private mutating func warnAboutLosses() {
        for (index, cell) in notebook.cells.enumerated() {
            if case .unknown(let type) = cell.kind {
                warnings.append(ExportWarning(.unknownCell(type: type), cell: index))
            }
            for key in cells[index].lostKeys {
                warnings.append(ExportWarning(.unexpressedMetadata(key: key), cell: index))
            }
            if !cell.attachments.isEmpty {
                warnings.append(
                    ExportWarning(.unexpressedMetadata(key: "attachments"), cell: index)
                )
            }
        }
    }

    private mutating func write() -> Draft {
        let header = PercentHeader(
            notebook,
            metadata: metadata,
            settings: settings,
            isStrict: true,
            takesCell: takesHeader
        ) { _ in }
        let first = header.takesFirstCell ? 1 : 0
        var texts: [PercentLines] = []
        var given: [Int?] = []
        for index in cells.indices.dropFirst(first) {
            if case .unknown = notebook.cells[index].kind {
                texts.append(PercentLines())
                given.append(0)
            } else {
                texts.append(cells[index].rendered())
                given.append(cells[index].blankLines)
            }
        }
        texts = BlankLines.added(to: texts, given: given)
        var head = header.lines
        head.appendBlank(header.blankLines ?? (header.hasYAML ? 1 : 0))
        var draft = Draft(pieces: [head.bytes], offsets: [], takesFirstCell: first == 1)
        if first == 1 { draft.offsets.append(0) }
        var offset = head.bytes.count
        for text in texts {
            draft.offsets.append(offset)
            draft.pieces.append(text.bytes)
            offset += text.bytes.count
        }
        // The last line feed ends the file, where jupytext counts one blank line.
        if let last = draft.pieces.lastIndex(where: { !$0.isEmpty }),
            draft.pieces[last].suffix(2).elementsEqual([0x0A, 0x0A])
        {
            draft.pieces[last].removeLast()
        }
        return draft
    }

    /// The cells that are read from a script, by the offset of their first line.
    private static func places(in draft: Draft, followsHints: Bool) -> [Int: Cell] {
        let bytes = Array(draft.pieces.joined())
        var reader = PercentReader(bytes[...], followsHints: followsHints)
        var places: [Int: Cell] = [:]
        for place in reader.places() { places[reader.lines[place.start].startIndex] = place.cell }
        return places
    }

    private func isSame(
        _ index: Int,
        _ draft: Draft,
        _ places: [Int: Cell],
        besides keys: [String]
    ) -> Bool {
        guard let cell = places[draft.offsets[index]] else { return false }
        return BetterCell.isSame(cell, cells[index].expected, besides: keys)
    }

    /// Gives hints to the cells that are read wrong, and tells whether there are any.
    private mutating func mend(_ draft: Draft, _ places: [Int: Cell]) -> Bool {
        var isMended = false
        for index in cells.indices where !cells[index].isHinted {
            if case .unknown = notebook.cells[index].kind { continue }
            if isSame(index, draft, places, besides: []) { continue }
            isMended = true
            if index == 0, draft.takesFirstCell {
                takesHeader = false
            } else {
                cells[index].isHinted = true
            }
        }
        return isMended
    }

    /// Warns of what is read wrong from the script as it is.
    private mutating func check(_ draft: Draft, _ places: [Int: Cell]) {
        for index in cells.indices {
            if case .unknown = notebook.cells[index].kind { continue }
            let keys = cells[index].isHinted ? [PercentHint.key, "active"] : []
            if !isSame(index, draft, places, besides: keys) {
                warnings.append(ExportWarning(.ambiguousSource, cell: index))
            }
        }
    }
}
