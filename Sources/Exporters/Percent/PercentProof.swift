internal import NotebookModel

/// The proof that jupytext reads a cell as it was, by a look at its bytes.
///
/// In a script with such cells only, none has to be read again to know that; beside others, only
/// where it ends. What is not proven isn't wrong yet.
struct PercentProof {
    /// Whether the lines are code; if not, they are comments.
    let isCode: Bool
    /// The cell's source, as it was before it was written.
    let source: String
    /// Whether the source has what can open a string of several lines.
    let hasTriples: Bool
    /// The lines that were written, the marker first.
    let lines: PercentLines

    /// The members of metadata that change how a cell is read.
    private static let readKeys: Set<String> = [
        "language", "active", "run_control", "cell_marker", "magic_args", "cell_type",
        "region_name", "incorrectly_encoded_metadata", PercentHint.key,
    ]

    /// Tells whether the notebook's metadata gives a header that is read as the same settings.
    static func holds(for metadata: JSONObject, _ settings: JupytextSettings) -> Bool {
        guard settings.language == "python" else { return false }
        for key in ["jupytext", "kernel_info", "orphan", "tocdepth"] where metadata[key] != nil {
            return false
        }
        guard let kernel = metadata["kernelspec"] else { return true }
        guard let members = kernel.objectValue?.members else { return false }
        return members.allSatisfy { member in
            ["display_name", "language", "name"].contains(member.key)
                && member.value.stringValue.map(isSimple) ?? false
        }
    }

    /// Tells whether a text is made of letters, digits and a few signs, as names of kernels are.
    private static func isSimple(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x20
                || byte == 0x28 || byte == 0x29 || byte == 0x2D || byte == 0x2E || byte == 0x5F
        } && (text.utf8.first.map { (0x61...0x7A).contains($0 | 0x20) } ?? false)
            && text.utf8.last != 0x20
    }

    /// Tells whether a cell is read as it was.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - lines: The lines that were written for it.
    ///   - metadata: The metadata that the script holds.
    ///   - settings: What the notebook says.
    /// - Returns: Whether that is proven.
    static func holds(
        for cell: borrowing PercentCell,
        _ lines: PercentLines,
        _ metadata: JSONObject,
        _ settings: borrowing JupytextSettings
    ) -> Bool {
        guard cell.text.traits.isPlain, !cell.isHeaded, cell.language == "python",
            cell.quotes == nil,
            hasSimpleMarker(cell, lines, metadata)
        else { return false }
        return PercentProof(
            isCode: cell.type == "code",
            source: cell.text.source,
            hasTriples: cell.text.traits.hasTriples,
            lines: lines
        ).holds(settings)
    }

    /// Tells whether a text that is plain and without metadata is read as it was.
    func holds(_ settings: borrowing JupytextSettings) -> Bool {
        isCode ? isCodeRead(settings) : isTextRead(settings)
    }

    private static func hasSimpleMarker(
        _ cell: borrowing PercentCell,
        _ lines: PercentLines,
        _ metadata: JSONObject
    ) -> Bool {
        if metadata.isEmpty { return true }
        for member in metadata.members
        where readKeys.contains(member.key)
            || MetadataFilter.ownCellKeys.contains(member.key)
        {
            return false
        }
        if PercentCell.tags(metadata).contains(where: { $0.hasPrefix("active-") }) { return false }
        guard cell.hasExactOptions, case .options? = CellMark(lines[0]) else { return false }
        return true
    }

    private func isCodeRead(_ settings: borrowing JupytextSettings) -> Bool {
        if lines.count == 1 { return true }
        if lines.isBlank(lines.count - 1) { return false }
        for index in 1..<lines.count where mayBeMark(lines.range(of: index), sign: { $0 == 0x23 }) {
            let line = lines[index]
            if CellMark(line) != nil || PercentReader.isEscapedStart(line) { return false }
        }
        let body = lines.rest(from: 1)
        let isChanged = body.count != source.utf8.count + 1
        if hasTriples {
            if isChanged { return false }
            var quotes = QuoteTracker(language: "python")
            for index in 1..<lines.count { quotes.read(lines[index]) }
            return !quotes.isInside
        }
        guard isChanged else { return true }
        let read = PercentReader.withoutMagicComments(
            Array(lines.all.dropFirst()),
            settings,
            "python"
        )
        return PercentReader.joined(read).elementsEqual(source.utf8)
    }

    private func isTextRead(_ settings: borrowing JupytextSettings) -> Bool {
        let magic = settings.magic(for: "python")
        var fence: FenceTracker?
        for index in 1..<lines.count {
            let line = lines[index]
            let text = PercentReader.uncommented(line)
            guard let first = text.first else { continue }
            if first == 0x23 || text.last == 0x5C || text.last == 0x20 || text.last == 0x09 {
                // The sign of the comment would be taken off twice, or also in the next line.
                if magic.matches(line) { return false }
            }
            let isMark = { (byte: UInt8) in byte == 0x25 || byte == 0x3C || byte == 0x49 }
            if mayBeMark(text.startIndex..<text.endIndex, sign: isMark), CellMark(line) != nil {
                return false
            }
            guard first == 0x20 || first == 0x60 || first == 0x7E, let found = FenceTracker(text)
            else { continue }
            if let open = fence {
                if found.closes(open) { fence = nil }
            } else if found.isOpening {
                fence = found
            }
        }
        return fence == nil
    }

    /// Tells whether the first byte of a line that isn't plain white space is a sign or no ASCII.
    @inline(__always)
    private func mayBeMark(_ range: Range<Int>, sign: (UInt8) -> Bool) -> Bool {
        for index in range {
            let byte = lines.bytes[index]
            if byte != 0x20 && byte != 0x09 { return byte >= 0x80 || sign(byte) }
        }
        return false
    }
}
