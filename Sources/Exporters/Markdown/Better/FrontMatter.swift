internal import NotebookModel

/// What a Markdown document says about itself in YAML between two lines of dashes.
enum FrontMatter {
    /// Makes the front matter of a notebook.
    ///
    /// - Returns: The block without a line end, or `nil` if there is nothing to say or the notebook
    ///   brings its own in a raw cell at its start, as Quarto has it.
    static func block(for notebook: Notebook) -> [UInt8]? {
        if let first = notebook.cells.first, case .raw = first.kind, isFrontMatter(first.source) {
            return nil
        }
        var members = JSONObject()
        members["title"] = title(of: notebook).map(JSONValue.string)
        let authors = (notebook.metadata["authors"]?.arrayValue ?? [])
            .compactMap { $0.stringValue ?? $0["name"]?.stringValue }
        if !authors.isEmpty { members["authors"] = .array(authors.map(JSONValue.string)) }
        var kernel = JSONObject()
        for key in ["name", "display_name", "language"] {
            let value = notebook.metadata["kernelspec"]?[key]?.stringValue
            kernel[key] = value.map(JSONValue.string)
        }
        if kernel["language"] == nil {
            kernel["language"] = notebook.language.map(JSONValue.string)
        }
        if !kernel.isEmpty { members["kernelspec"] = .object(kernel) }
        guard !members.isEmpty else { return nil }
        let text = YAMLWriter(sortsKeys: false).bytes(for: .object(members))
        return Array("---\n".utf8) + text + Array("---".utf8)
    }

    /// The title in the metadata, else the heading that the first cell with text starts with.
    private static func title(of notebook: Notebook) -> String? {
        if let title = notebook.metadata["title"]?.stringValue, !title.isEmpty { return title }
        for cell in notebook.cells {
            guard case .markdown = cell.kind else { continue }
            var text = Blocks.unixLineEnds(Array(cell.source.utf8))
            Blocks.dropLeadingBlankLines(of: &text)
            guard !text.isEmpty else { continue }
            let line = BlockLine(text, 0..<(text.firstIndex(of: 0x0A) ?? text.count))
            guard line.isHeading, line.indent < 4 else { return nil }
            return heading(line.rest)
        }
        return nil
    }

    /// The text of a heading of the first level.
    private static func heading(_ line: ArraySlice<UInt8>) -> String? {
        let mark = UInt8(ascii: "#")
        var text = line.dropFirst().drop(while: isSpace)
        guard line.dropFirst().first != mark else { return nil }
        while let last = text.last, isSpace(last) { text.removeLast() }
        // A closing run of marks stands behind a space.
        let body = text.reversed().drop { $0 == mark }
        if body.count < text.count, body.first.map(isSpace) ?? true {
            text = text.prefix(body.count)
            while let last = text.last, isSpace(last) { text.removeLast() }
        }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }

    private static func isFrontMatter(_ text: String) -> Bool {
        let lines = Blocks.unixLineEnds(Array(text.utf8)).split(separator: 0x0A)
        let dashes = Array("---".utf8)
        return lines.count > 1 && lines[0].elementsEqual(dashes)
            && lines.dropFirst().contains { $0.elementsEqual(dashes) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
