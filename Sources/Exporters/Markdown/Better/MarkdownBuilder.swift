internal import NotebookModel

/// The writing of one Markdown document.
struct MarkdownBuilder {
    let options: MarkdownExporter
    let language: String?
    var output = MarkdownBlocks()
    var resources: DocumentResources

    init(options: MarkdownExporter, language: String?) {
        self.options = options
        self.language = language
        resources = DocumentResources(
            documentName: options.documentName,
            fileExtension: "md",
            folder: options.resourceFolder,
            placement: options.resources
        )
    }

    /// Adds a cell.
    mutating func add(_ cell: Cell, at index: Int) {
        let hidden = options.hidesMarkedParts ? HiddenParts(of: cell) : HiddenParts()
        if hidden.omitted.contains(.cell) { return }
        addDetails("Cell", if: hidden.collapsed.contains(.cell)) { builder in
            if !hidden.omitted.contains(.source) {
                builder.addDetails("Source", if: hidden.collapsed.contains(.source)) { builder in
                    builder.addSource(of: cell, at: index)
                }
            }
            guard case .code(let outputs, _) = cell.kind, !hidden.omitted.contains(.outputs) else {
                return
            }
            builder.addDetails("Output", if: hidden.collapsed.contains(.outputs)) { builder in
                builder.add(outputs, cell: index)
            }
        }
    }

    /// Hands out what has been written since the last time.
    mutating func takeParts() -> [ExportPart] {
        var parts = resources.take()
        let bytes = output.take()
        if !bytes.isEmpty { parts.append(.bytes(bytes)) }
        return parts
    }

    /// Adds what a body adds, under a heading that a reader can open if a condition holds.
    mutating func addDetails(
        _ summary: String,
        if isCollapsed: Bool,
        _ body: (inout MarkdownBuilder) -> Void
    ) {
        guard isCollapsed else { return body(&self) }
        let before = output
        output.addBlock(Array("<details>\n<summary>\(summary)</summary>".utf8))
        let count = output.count
        body(&self)
        if output.count == count {
            output = before
        } else {
            output.addBlock(Array("</details>".utf8))
        }
    }

    private mutating func addSource(of cell: Cell, at index: Int) {
        switch cell.kind {
        case .code:
            let source = cell.source
            output.addFenced(
                Array(source.utf8),
                language: MagicLanguage.name(of: source, isStrict: false) ?? language
            )
        case .markdown(let attachments):
            output.addMarkdown(resources.resolve(attachments, in: cell.source, cell: index))
        case .raw(let attachments):
            let type = cell.metadata["raw_mimetype"] ?? cell.metadata["format"]
            switch type?.stringValue?.lowercased() ?? "" {
            case "", "text/markdown":
                output.addMarkdown(resources.resolve(attachments, in: cell.source, cell: index))
            case "text/html" where options.allowsHTML:
                output.addHTML(resources.resolve(attachments, in: cell.source, cell: index))
            case let type:
                resources.warn(.foreignCell(type: type), cell: index)
            }
        case .unknown(let type):
            resources.warn(.unknownCell(type: type), cell: index)
        }
    }
}
