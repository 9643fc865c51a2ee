import NotebookModel

/// The writing of one Markdown document.
struct MarkdownBuilder {
    let options: MarkdownExporter
    let language: String?
    private var output: [UInt8] = []
    private var isEmpty = true
    var resources: MarkdownResources

    init(options: MarkdownExporter, language: String?) {
        self.options = options
        self.language = language
        resources = MarkdownResources(
            documentName: options.documentName,
            placement: options.resources
        )
    }

    /// Adds a cell.
    mutating func add(_ cell: Cell, at index: Int) {
        let hidden = options.omitsHiddenParts ? HiddenParts(of: cell) : HiddenParts()
        if hidden.cell { return }
        switch cell.kind {
        case .code(let outputs, _):
            if !hidden.source { addFenced(cell.source, language: codeLanguage(of: cell)) }
            if !hidden.outputs { add(outputs, cell: index) }
        case .markdown(let attachments):
            if !hidden.source { addMarkdown(resources.resolve(attachments, in: cell.source)) }
        case .raw(let attachments):
            guard !hidden.source, passes(cell) else { return }
            addMarkdown(resources.resolve(attachments, in: cell.source))
        case .unknown:
            break
        }
    }

    /// Hands out what has been written since the last time.
    mutating func takeParts() -> [ExportPart] {
        var parts = resources.take().map(ExportPart.resource)
        if !output.isEmpty { parts.append(.bytes(output)) }
        output = []
        return parts
    }

    /// Adds a block of Markdown; a fence that is left open in it is closed.
    mutating func addMarkdown(_ text: String) {
        var text = Blocks.trimmed(text)
        if let closing = Blocks.closingFence(of: text) { text += "\n" + closing }
        addBlock(text)
    }

    /// Adds a block of HTML without blank lines, which would end it.
    mutating func addHTML(_ text: String) {
        addBlock(Blocks.joinedHTML(Blocks.trimmed(text)))
    }

    /// Adds literal text in a fence, unless it is blank.
    mutating func addFenced(_ text: String, language: String?) {
        let text = Blocks.withoutTrailingLineEnds(text)
        guard !Blocks.isBlank(text) else { return }
        let fence = String(repeating: "`", count: max(3, Blocks.longestBacktickRun(in: text) + 1))
        addBlock("\(fence)\(Blocks.infoString(language ?? ""))\n\(text)\n\(fence)")
    }

    /// Adds a block, one blank line after the one before.
    mutating func addBlock(_ text: String) {
        guard !text.isEmpty else { return }
        if !isEmpty { output.append(UInt8(ascii: "\n")) }
        isEmpty = false
        output.append(contentsOf: text.utf8)
        output.append(UInt8(ascii: "\n"))
    }

    /// The language of a code cell: that of its cell magic, if it has one, else the notebook's.
    private func codeLanguage(of cell: Cell) -> String? {
        guard cell.source.hasPrefix("%%") else { return language }
        let name = cell.source.utf8.dropFirst(2).prefix { $0 > 0x20 }
        // The magics that nbconvert's Markdown knows (`HighlightMagicsPreprocessor`), and their
        // kin.
        return switch String(decoding: Array(name), as: UTF8.self) {
        case "R": "r"
        case "bash", "script": "bash"
        case "sh": "sh"
        case "html", "HTML": "html"
        case "javascript", "js": "javascript"
        case "latex": "latex"
        case "markdown": "markdown"
        case "svg", "SVG": "svg"
        case "cython": "cython"
        case "julia": "julia"
        case "octave": "octave"
        case "perl": "perl"
        case "ruby": "ruby"
        case "sql": "sql"
        default: language
        }
    }

    /// Tells whether a raw cell is meant for Markdown.
    private func passes(_ cell: Cell) -> Bool {
        let type = cell.metadata["raw_mimetype"] ?? cell.metadata["format"]
        return switch type?.stringValue {
        case nil, "", "text/markdown": true
        case "text/html": options.allowsHTML
        default: false
        }
    }
}
