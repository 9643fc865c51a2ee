internal import NotebookModel

/// The writing of one Markdown document as nbconvert (7.17) writes it.
///
/// Each part of a cell brings its own line feeds, as nbconvert's templates have them; those at the
/// start of the document are dropped.
struct CompatibleMarkdown {
    let allowsHTML: Bool
    /// The name of the language in fences.
    private let language: String?
    var output: [UInt8] = []
    private var hasStarted = false
    var files: CompatibleFiles

    init(options: MarkdownExporter, notebook: Notebook) {
        allowsHTML = options.allowsHTML
        language = notebook.metadata["language_info"]?["name"]?.stringValue
        files = CompatibleFiles(options: options, notebook: notebook)
    }

    /// Adds a cell.
    mutating func add(_ cell: Cell, at index: Int) {
        switch cell.kind {
        case .code(let outputs, _):
            if !hidesSource(cell) { addCode(cell) }
            for (number, output) in outputs.enumerated() {
                add(output, cell: index, output: number)
            }
        case .markdown(let attachments):
            let text = files.resolve(attachments, in: cell.source, cell: index)
            guard !hidesSource(cell) else { return }
            add("\n")
            output += text
            add("\n")
        case .raw(let attachments):
            let text = files.resolve(attachments, in: cell.source, cell: index)
            guard !hidesSource(cell) else { return }
            if passes(cell) {
                output += text
            } else {
                let type = cell.metadata["raw_mimetype"]?.stringValue ?? ""
                files.warn(.foreignCell(type: type), cell: index)
            }
        case .unknown(let type):
            files.warn(.unknownCell(type: type), cell: index)
        }
    }

    mutating func add(_ text: String) {
        output.append(contentsOf: text.utf8)
    }

    /// Hands out what has been written since the last time.
    mutating func takeParts() -> [ExportPart] {
        var parts = files.take()
        if !hasStarted {
            let start = output.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? output.count
            output.removeSubrange(..<start)
            hasStarted = !output.isEmpty
        }
        if !output.isEmpty { parts.append(.bytes(output)) }
        output = []
        return parts
    }

    private mutating func addCode(_ cell: Cell) {
        let source = cell.source
        add("\n\n```")
        add(
            MagicLanguage.name(of: source, isStrict: true) ?? cell.metadata["magics_language"]?
                .stringValue
                ?? language ?? ""
        )
        add("\n")
        add(source)
        add("\n```\n")
    }

    /// Tells whether the source is marked as removed; nbconvert's own steps mark cells so.
    private func hidesSource(_ cell: Cell) -> Bool {
        switch cell.metadata["transient"]?["remove_source"] {
        case nil, .null, .bool(false): false
        case .number(let number): number.double != 0
        case .string(let text): !text.isEmpty
        case .array(let values): !values.isEmpty
        case .object(let members): !members.isEmpty
        case .bool(true): true
        }
    }

    private func passes(_ cell: Cell) -> Bool {
        guard let type = cell.metadata["raw_mimetype"] else { return true }
        return switch type.stringValue?.lowercased() {
        case "", "text/markdown": true
        case "text/html": allowsHTML
        default: false
        }
    }
}
