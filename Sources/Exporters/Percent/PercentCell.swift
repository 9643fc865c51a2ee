internal import NotebookModel

/// A cell on its way into a script.
struct PercentCell {
    /// The type: `code`, `markdown`, `raw` or another one, which is written as raw.
    var type: String
    /// The source.
    let text: SourceText
    /// The lines of the source, without the first one if that says the language.
    lazy var source = PercentCell.lines(of: text.bytes)
    /// Whether the first line says the language.
    private(set) var isHeaded = false
    /// The metadata that is written.
    var metadata: JSONObject
    /// The language of the lines.
    var language: String
    /// How many blank lines follow, if the metadata says so.
    var blankLines: Int?
    /// Quotes for text that is no code, if wished.
    var quotes: String?
    /// Whether what stands behind the marker is read as the metadata, as far as that is known.
    var hasExactOptions = false

    /// Takes a cell apart.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - settings: What the notebook says.
    ///   - unsupported: Takes the names of metadata that can't be written.
    init(
        _ cell: borrowing Cell.Content,
        settings: borrowing JupytextSettings,
        unsupported: (String) -> Void
    ) {
        type = cell.kind.type
        text = SourceText(cell.source)
        var all = cell.metadata
        // What a program trusts is not for files; nbformat drops it on reading.
        all["trusted"] = nil
        metadata = settings.cellFilter.cellMetadata(all, unsupported: unsupported)
        language = all["language"]?.stringValue ?? settings.language
        blankLines = PercentCell.blankLines(all)
        quotes = all["cell_marker"].map { $0.stringValue ?? "" } ?? settings.cellMarkers
        takeLanguage(settings)
        if case .raw = cell.kind, metadata["active"] == nil, !hasActiveTag {
            metadata["active"] = .string("")
        }
    }

    /// Takes a cell apart whose metadata is known already.
    init(
        _ cell: borrowing Cell.Content,
        _ text: SourceText,
        _ metadata: JSONObject,
        _ settings: borrowing JupytextSettings
    ) {
        type = cell.kind.type
        self.text = text
        self.metadata = metadata
        for key in MetadataFilter.ownCellKeys { self.metadata[key] = nil }
        language = metadata["language"]?.stringValue ?? settings.language
        blankLines = PercentCell.blankLines(metadata)
        quotes = metadata["cell_marker"].map { $0.stringValue ?? "" } ?? settings.cellMarkers
        takeLanguage(settings)
        if case .raw = cell.kind, metadata["active"] == nil, !hasActiveTag {
            self.metadata["active"] = .string("")
        }
    }

    /// The lines of a source: at least one, and an empty one behind a line feed at its end.
    static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        if bytes.isEmpty { return [[]] }
        var lines = PythonLines.split(bytes[...])
        if bytes.last == 0x0A { lines.append([]) }
        return lines
    }

    /// How many blank lines metadata asks for, within reason.
    static func blankLines(_ metadata: JSONObject) -> Int? {
        switch metadata["lines_to_next_cell"] {
        case .number(let number):
            number.isInteger ? number.int.map { min(max($0, 0), 10_000) } : nil
        case .bool(let bool): bool ? 1 : 0
        default: nil
        }
    }

    /// Takes `%%language arguments` off the source and notes it.
    private mutating func takeLanguage(_ settings: JupytextSettings) {
        guard let byte = text.bytes.first, byte == 0x23 || byte == 0x25 else { return }
        guard byte == settings.cellMagicSign,
            text.bytes.count > 1, text.bytes[1] == (settings.language == "csharp" ? 0x21 : 0x25),
            let first = source.first,
            let (name, arguments) = PercentCell.magic(in: first, settings)
        else { return }
        isHeaded = true
        source.removeFirst()
        if !arguments.isEmpty { metadata["magic_args"] = .string(arguments) }
        if !name.isEmpty {
            metadata["language"] = .string(name)
            language = name
        }
    }

    private static func magic(
        in line: ArraySlice<UInt8>,
        _ settings: JupytextSettings
    ) -> (name: String, arguments: String)? {
        if settings.language == "csharp" {
            guard line.hasPrefix("#!") else { return nil }
            let name = PythonLines.stripped(line.dropFirst(2))
            let text = String(decoding: name, as: UTF8.self)
            return PercentLanguage.isMagic(text) ? (text, "") : nil
        }
        guard line.hasPrefix("%%") else { return nil }
        if settings.language == "go", GoMagic.isDoublePercent(line) { return nil }
        let rest = line.dropFirst(2)
        let name = rest.prefix { $0 != 0x20 }
        let text = String(decoding: name, as: UTF8.self)
        guard PercentLanguage.isMagic(text) || settings.customMagics.contains(text) else {
            return nil
        }
        return (text, String(decoding: rest.dropFirst(name.count + 1), as: UTF8.self))
    }

    private var tags: [String] { PercentCell.tags(metadata) }

    /// The tags in metadata, as far as they are text.
    static func tags(_ metadata: JSONObject) -> [String] {
        switch metadata["tags"] {
        case .array(let values): values.compactMap(\.stringValue)
        case .object(let object): object.keys
        default: []
        }
    }

    private var hasActiveTag: Bool {
        tags.contains { $0.hasPrefix("active-") }
    }

    /// Tells whether the cell is written as code, active or not.
    var isCode: Bool {
        type == "code" || (type == "raw" && metadata["active"] != nil) || hasActiveTag
    }

    /// Whether the lines are to run in a script, so that they aren't comments.
    func isActive(_ settings: JupytextSettings) -> Bool {
        let isSame = PercentLanguage.isSame(language, settings.language)
        return ActiveCell.isActive(in: "py", metadata: metadata, tags: tags, byDefault: isSame)
    }
}

/// The members of metadata that say where a cell is active.
enum ActiveCell {
    /// Tells whether a cell is active in files of a kind.
    ///
    /// - Parameters:
    ///   - name: The file extension, `py` or `ipynb`.
    ///   - metadata: The cell's metadata.
    ///   - tags: Its tags.
    ///   - byDefault: What holds if nothing is said.
    /// - Returns: Whether it is.
    static func isActive(
        in name: String,
        metadata: JSONObject,
        tags: [String],
        byDefault: Bool
    ) -> Bool {
        if metadata["run_control"]?["frozen"]?.boolValue == true { return name == "ipynb" }
        if let tag = tags.first(where: { $0.hasPrefix("active-") }) {
            return tag.split(separator: "-").contains { $0 == name }
        }
        guard let active = metadata["active"]?.stringValue else { return byDefault }
        return active.split { $0 == "." || $0 == "," }.contains { $0 == name }
    }
}
