internal import NotebookModel

/// Reads the lines of a script into cells.
struct PercentReader {
    /// A cell with its place in the script.
    struct Place {
        var cell: Cell
        /// The index of the first line.
        var start: Int
        /// The index of the next cell's first line.
        var end: Int
    }

    let lines: [ArraySlice<UInt8>]
    /// Which lines have what can open or close a string of several lines.
    let hasTriples: [Bool]
    /// Whether the hints of ``PercentExporter`` are followed and removed; if not, the script is
    /// read as jupytext reads it, which also ends lines where Python's `splitlines` does.
    let followsHints: Bool
    var warnings: [ImportWarning] = []
    var metadata = JSONObject()
    var settings = JupytextSettings([:])
    var following: FollowingCode
    /// Which fences of Markdown have an end, in lines with and without comment signs.
    var closings: [Bool: FenceTracker.Closings] = [:]

    init(_ bytes: ArraySlice<UInt8>, followsHints: Bool = true) {
        let traits = SourceTraits(of: bytes.span)
        lines =
            traits.isPlain
            ? PythonLines.split(plain: bytes)
            : followsHints ? PercentReader.split(bytes) : PythonLines.split(bytes)
        hasTriples = lines.map { traits.hasTriples && QuoteTracker.mayMatter(in: $0.span) }
        self.followsHints = followsHints
        following = FollowingCode(lines)
    }

    /// The lines without their ends, which are LF, CRLF or CR.
    static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
            lines.append(bytes[start..<end])
            let isPair = end + 1 < bytes.endIndex && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
        return lines
    }

    /// Reads the script.
    mutating func read() -> ImportedNotebook {
        let cells = places().map(\.cell)
        return ImportedNotebook(
            notebook: Notebook(cells: cells, metadata: metadata),
            warnings: warnings
        )
    }

    /// Reads what stands before the first cell, and takes the settings from there.
    ///
    /// - Returns: The index of the line behind and the cell that a part of the header makes.
    mutating func start() -> (end: Int, cell: Cell?) {
        let header = readHeader()
        settings = JupytextSettings(JupytextMetadata.rearranged(metadata))
        return header
    }

    /// Reads the cells.
    mutating func places() -> [Place] {
        var places: [Place] = []
        var (index, headerCell) = start()
        if let headerCell { places.append(Place(cell: headerCell, start: 0, end: index)) }
        var usesJSON = false
        while index < lines.count {
            let reading = readCell(at: index)
            usesJSON = usesJSON || reading.usesJSON
            places.append(Place(cell: reading.cell, start: index, end: reading.end))
            index = reading.end
        }
        finishMetadata(usesJSON: usesJSON)
        return places
    }

    /// Leaves out of the metadata what is about the text and not about the notebook.
    private mutating func finishMetadata(usesJSON: Bool) {
        metadata = JupytextMetadata.rearranged(metadata)
        guard var own = metadata["jupytext"]?.objectValue ?? (usesJSON ? [:] : nil) else { return }
        own["text_representation"] = nil
        if usesJSON, own["cell_metadata_json"] == nil { own["cell_metadata_json"] = true }
        if own.isEmpty {
            metadata.removeValue(forKey: "jupytext")
        } else {
            metadata["jupytext"] = .object(own)
        }
    }
}
