internal import NotebookModel

/// A notebook as a script from which the same cells are read again.
///
/// The script is written as jupytext writes it and read as jupytext reads it. Cells that come out
/// different, or that are no Python, are written once more with hints.
struct BetterPercent {
    private let notebook: Notebook
    private let metadata: JSONObject
    private let settings: JupytextSettings
    private let isHeaderProven: Bool
    private var warnings: [ExportWarning] = []
    private var cells: [BetterCell]
    private var header: PercentHeader

    /// The text and the warnings, the warnings first.
    private(set) var parts: [ExportPart] = []

    /// A script with the offset of each cell.
    private struct Draft {
        var head: PercentLines
        var texts: [PercentLines]
        var takesFirstCell: Bool
        var bytes: [UInt8] = []
        var offsets: [Int] = []
    }

    /// How a cell is read from the script.
    private enum Reading {
        /// Not from its place on.
        case missing
        /// As it was, by its proof.
        case proven
        case cell(Cell)
    }

    init(_ notebook: Notebook) {
        self.notebook = notebook
        metadata = JupytextMetadata.rearranged(notebook.metadata)
        let settings = JupytextSettings(metadata)
        let wish = metadata["jupytext"]?["cell_metadata_filter"]
        let filter = wish.map { MetadataFilter($0) }
        cells = notebook.cells.map { BetterCell($0.content, settings: settings, filter: filter) }
        self.settings = settings
        if cells.contains(where: \.importsFuture) {
            var prelude = PythonPrelude()
            for index in cells.indices where settings.language == "python" {
                cells[index].follow(&prelude, settings)
            }
        }
        header = BetterPercent.header(notebook, metadata, settings, takesCell: true)
        isHeaderProven = PercentProof.holds(for: metadata, settings)
        warnAboutLosses()
        var draft = write()
        if !isProven(draft) {
            var readings = read(draft)
            // What is mended may move what follows, so a second look is taken.
            var rounds = 0
            while rounds < 3, mend(draft, readings) {
                rounds += 1
                draft = write()
                readings = read(draft)
            }
            if rounds > 0 || cells.contains(where: \.isHinted) { check(readings) }
        }
        parts = warnings.map(ExportPart.warning)
        if !draft.bytes.isEmpty { parts.append(.bytes(draft.bytes)) }
    }

    private func isProven(_ draft: Draft) -> Bool {
        guard !draft.takesFirstCell, isHeaderProven else { return false }
        let cells = cells.span
        for index in cells.indices where !cells[index].isProven && !cells[index].isUnknown {
            return false
        }
        return true
    }

    private mutating func warnAboutLosses() {
        warnings += header.filteredKeys.map { ExportWarning(.filteredMetadata(key: $0)) }
        for index in cells.indices {
            warnings += cells[index].losses(at: index)
            for key in cells[index].lostKeys {
                warnings.append(ExportWarning(.unexpressedMetadata(key: key), cell: index))
            }
        }
    }

    private static func header(
        _ notebook: Notebook,
        _ metadata: JSONObject,
        _ settings: JupytextSettings,
        takesCell: Bool
    ) -> PercentHeader {
        PercentHeader(
            notebook,
            metadata: metadata,
            settings: settings,
            isStrict: true,
            takesCell: takesCell
        ) { _ in }
    }

    private func write() -> Draft {
        var texts: [PercentLines] = []
        var given: [Int?] = []
        texts.reserveCapacity(cells.count)
        given.reserveCapacity(cells.count)
        let all = cells.span
        for index in all.indices {
            texts.append(all[index].lines)
            given.append(all[index].blankLines)
        }
        if header.takesFirstCell {
            // Nothing of it stands behind the header.
            texts[0] = PercentLines()
            given[0] = 0
        }
        BlankLines.add(to: &texts, given: given)
        var head = header.lines
        head.blankLines = header.blankLines ?? (header.hasYAML ? 1 : 0)
        var draft = Draft(head: head, texts: texts, takesFirstCell: header.takesFirstCell)
        draft.bytes = head.joined(with: texts)
        if settings.language == "python", !header.hasYAML,
            PythonEncodingLine.isForeignFile(draft.bytes[...])
        {
            // What a cell or its title says.
            head.append(line: PythonEncodingLine.utf8[...])
            draft.head = head
            draft.bytes = head.joined(with: texts)
        }
        var offset = head.byteCount
        draft.offsets.reserveCapacity(texts.count)
        for text in texts {
            draft.offsets.append(offset)
            offset += text.byteCount
        }
        if header.takesFirstCell { draft.offsets[0] = 0 }
        // The last line feed ends the file, where jupytext counts one blank line. A hint counts those
        // of its cell, which aren't between cells.
        let isCounted = cells.last?.isHinted == true && texts.last?.blankLines == 0
        if !isCounted, draft.bytes.suffix(2).elementsEqual([0x0A, 0x0A]) {
            draft.bytes.removeLast()
        }
        return draft
    }

    /// Reads a script again, but for the cells that are proven.
    private func read(_ draft: Draft) -> [Reading] {
        var readings = [Reading](repeating: .missing, count: cells.count)
        var reader = PercentReader(draft.bytes[...], followsHints: false)
        let trustsProofs = isHeaderProven && !draft.takesFirstCell
        var line: Int
        if trustsProofs {
            reader.settings = settings
            line = draft.head.count
        } else {
            let header = reader.start()
            line = header.end
            if draft.takesFirstCell, let cell = header.cell { readings[0] = .cell(cell) }
        }
        var index = draft.takesFirstCell ? 1 : 0
        while line < reader.lines.count {
            let offset = reader.lines[line].startIndex
            while index < cells.count, draft.offsets[index] < offset || cells[index].isUnknown {
                index += 1
            }
            let isAtCell = index < cells.count && draft.offsets[index] == offset
            if isAtCell, trustsProofs, cells[index].isProven,
                let end = reader.endOfCell(from: line, lines: draft.texts[index])
            {
                readings[index] = .proven
                line = end
            } else {
                let reading = reader.readCell(at: line)
                if isAtCell { readings[index] = .cell(reading.cell) }
                line = reading.end
            }
        }
        return readings
    }

    private func isSame(_ index: Int, _ readings: [Reading], besides keys: [String]) -> Bool {
        switch readings[index] {
        case .missing: false
        case .proven: true
        case .cell(let cell): BetterCell.isSame(cell, cells[index].expected, besides: keys)
        }
    }

    /// Gives hints to the cells that are read wrong, and tells whether there are any.
    private mutating func mend(_ draft: Draft, _ readings: [Reading]) -> Bool {
        var isMended = false
        for index in cells.indices where !cells[index].isHinted && !cells[index].isUnknown {
            if isSame(index, readings, besides: []) { continue }
            isMended = true
            if index == 0, draft.takesFirstCell {
                header = BetterPercent.header(notebook, metadata, settings, takesCell: false)
            } else {
                cells[index].addHint(settings)
            }
        }
        return isMended
    }

    /// Warns of what is read wrong from the script as it is.
    private mutating func check(_ readings: [Reading]) {
        for index in cells.indices where !cells[index].isUnknown {
            let keys = cells[index].isHinted ? [PercentHint.key, "active"] : []
            if !isSame(index, readings, besides: keys) {
                warnings.append(ExportWarning(.ambiguousSource, cell: index))
            }
        }
    }
}
