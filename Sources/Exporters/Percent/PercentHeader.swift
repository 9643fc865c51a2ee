internal import NotebookModel

/// The lines of a script before its first cell.
struct PercentHeader {
    /// The lines, the blank ones behind them not included.
    var lines = PercentLines()
    /// Whether there is a YAML header among them.
    var hasYAML = false
    /// How many blank lines follow, if a raw cell says so.
    var blankLines: Int?
    /// Whether the notebook's first cell is in the header.
    var takesFirstCell = false
    /// The names of the notebook's metadata that jupytext leaves out unless it is told otherwise.
    var filteredKeys: [String] = []

    /// Makes the header of a notebook.
    ///
    /// - Parameters:
    ///   - notebook: The notebook, for its cells.
    ///   - metadata: Its metadata in order (``JupytextMetadata``).
    ///   - settings: What the metadata says.
    ///   - isStrict: Whether lines that would break the script are left in the YAML.
    ///   - takesCell: Whether a raw cell that is a header is taken.
    ///   - unsupported: Takes the names that can't be written.
    init(
        _ notebook: Notebook,
        metadata: JSONObject,
        settings: JupytextSettings,
        isStrict: Bool = false,
        takesCell: Bool = true,
        unsupported: (String) -> Void
    ) {
        var metadata = metadata
        var own = metadata["jupytext"]?.objectValue ?? [:]
        if own["main_language"]?.stringValue == JupytextSettings.kernelLanguage(of: metadata) {
            own["main_language"] = nil
        }
        if own["rst2md"]?.boolValue == true { own["rst2md"] = false }
        if let executable = own["executable"]?.stringValue,
            !isStrict || isHarmless("#!" + executable)
        {
            own["executable"] = nil
            lines.append(Array("#!".utf8)[...], Array(executable.utf8)[...])
        }
        if let encoding = own["encoding"]?.stringValue,
            !isStrict
                || (isHarmless(encoding) && encoding.lowercased().contains("utf-8")
                    && encoding.hasPrefix("#"))
        {
            own["encoding"] = nil
            lines.append(line: Array(encoding.utf8)[...])
        } else if settings.language != "python",
            notebook.cells.contains(where: { !$0.source.isASCII })
        {
            lines.append(line: PythonEncodingLine.utf8[...])
        }
        var yaml: [ArraySlice<UInt8>] = []
        var root: JSONObject = [:]
        if !settings.keepsHeaderAsCell {
            // On reading, jupytext would make a cell of it.
            if !isStrict {
                root = own.removeValue(forKey: "root_level_metadata")?.objectValue ?? [:]
            }
        } else if takesCell, let inner = PercentHeader.inner(notebook.cells.first),
            !isStrict || !inner.prefix(1).contains(where: PercentHeader.isEncoding)
        {
            yaml = inner
            takesFirstCell = true
            blankLines = PercentCell.blankLines(notebook.cells[0].metadata)
        }
        own["text_representation"] = JupytextMetadata.textRepresentation
        metadata["jupytext"] = .object(own)
        let kept = settings.notebookFilter.notebookMetadata(metadata, unsupported: unsupported)
        if settings.notebookFilter.isDefault {
            filteredKeys = metadata.keys.filter {
                kept[$0] == nil && MetadataFilter.isValidKey($0)
                    && !MetadataFilter.transientNotebookKeys.contains($0)
            }
        }
        if !kept.isEmpty { root["jupyter"] = .object(kept) }
        guard !yaml.isEmpty || !root.isEmpty else { return }
        hasYAML = true
        let rule = Array("---".utf8)[...]
        lines.append(comment: rule)
        for line in yaml { lines.append(comment: line) }
        if !root.isEmpty {
            var text = YAMLWriter().bytes(for: .object(root))
            text.removeLast()  // its line feed
            lines.append(commentsFor: text.span)
        }
        lines.append(comment: rule)
    }

    /// The lines between the rules, if a cell is a raw one that consists of a YAML header.
    private static func inner(_ cell: Cell?) -> [ArraySlice<UInt8>]? {
        guard let cell, case .raw = cell.kind else { return nil }
        let bytes = Array(cell.source.utf8)
        func isPadding(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x09 || byte == 0x20 }
        var text = bytes.drop(while: isPadding)
        while let last = text.last, isPadding(last) { text.removeLast() }
        let lines = PythonLines.split(text)
        guard lines.count >= 2, isRule(lines[0]), isRule(lines[lines.count - 1]) else { return nil }
        return Array(lines.dropFirst().dropLast())
    }

    /// Tells whether a line would say, as a comment, in which encoding the script is.
    private static func isEncoding(_ line: ArraySlice<UInt8>) -> Bool {
        PythonEncodingLine.encoding(in: ArraySlice(Array("# ".utf8) + line)) != nil
    }

    /// Tells whether a line is `---`.
    static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
        line.hasPrefix("---") && PythonLines.isBlank(line.dropFirst(3))
    }
}

/// Tells whether a text is a line that Python takes as one, and that says of no other encoding.
private func isHarmless(_ text: String) -> Bool {
    !text.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }
        && !PythonEncodingLine.isForeign(Array(text.utf8)[...])
}
