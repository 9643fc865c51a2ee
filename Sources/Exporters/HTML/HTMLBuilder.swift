import NotebookModel

/// The writing of one page, cell by cell.
///
/// Around what the notebook brings stand only `main`, `section`, `details` and elements that hold no
/// foreign markup, so that no repair by a browser can reach out of a cell; see ``ElementPolicy``.
struct HTMLBuilder {
    let options: HTMLExporter
    private let language: String
    private var warnings: [ExportWarning] = []
    private var cell = 0
    var output: [UInt8] = []

    init(options: HTMLExporter, language: String?) {
        self.options = options
        // As Jupyter does for notebooks that don't say.
        self.language = language ?? "python"
    }

    /// Adds a cell.
    mutating func add(_ cell: Cell, at index: Int) {
        self.cell = index
        let hidden = HTMLHiddenParts(of: cell, options.hiddenParts)
        guard let whole = hidden.summary(.cell) else { return }
        let source = hidden.summary(.source)
        switch cell.kind {
        case .code(let outputs, let count):
            open(cell, "code", fold: whole)
            addCode(cell, count: count, fold: source)
            if let results = hidden.summary(.outputs), !outputs.isEmpty {
                addOutputs(outputs, fold: results, isFolded: !(whole + results).isEmpty)
            }
            close(fold: whole)
        case .markdown(let attachments):
            guard let source else { return }
            let fold = whole.isEmpty ? source : whole
            open(cell, "markdown", fold: fold)
            addMarkdown(cell.source, attachments: attachments, isFolded: !fold.isEmpty)
            close(fold: fold)
        case .raw:
            guard let source else { return }
            addRaw(cell, fold: whole.isEmpty ? source : whole)
        case .unknown(let type):
            warn(.unknownCell(type: type))
        }
    }

    /// Hands out what has been written since the last time.
    mutating func takeParts() -> [ExportPart] {
        var parts: [ExportPart] = output.isEmpty ? [] : [.bytes(output)]
        parts += warnings.map(ExportPart.warning)
        output = []
        warnings = []
        return parts
    }

    /// Says that something isn't shown as the notebook has it.
    mutating func warn(_ kind: ExportWarning.Kind, output: Int? = nil) {
        warnings.append(ExportWarning(kind, cell: cell, output: output))
    }

    /// Opens something that a click shows if it has a summary.
    mutating func openFold(_ summary: String) {
        if !summary.isEmpty { output.add("<details><summary>\(summary)</summary>\n") }
    }

    /// Closes something that may have been folded.
    mutating func closeFold(_ summary: String) {
        if !summary.isEmpty { output.add("</details>\n") }
    }

    private mutating func open(_ cell: Cell, _ kind: String, fold: String) {
        output.add("<section class=\"cell \(kind)\"")
        if let id = cell.id, !id.isEmpty {
            output.add(" id=\"cell-")
            output.addEscaped(id)
            output.add("\"")
        }
        output.add(kind == "markdown" ? " dir=\"auto\">\n" : ">\n")
        openFold(fold)
    }

    private mutating func close(fold: String) {
        closeFold(fold)
        output.add("</section>\n")
    }

    private mutating func addCode(_ cell: Cell, count: Int?, fold: String?) {
        guard options.showsCode, let fold, !Blocks.isBlank(cell.source.utf8) else { return }
        output.add("<section class=\"input\">\n")
        if options.showsPrompts, let count {
            output.add("<span class=\"prompt\" title=\"Run \(count)\">[\(count)]</span>\n")
        }
        openFold(fold)
        output.add("<pre class=\"source\" dir=\"ltr\"><code>")
        CodeHighlighter.append(Array(cell.source.utf8), language: language, to: &output)
        output.add("</code></pre>\n")
        closeFold(fold)
        output.add("</section>\n")
    }

    /// Adds a raw cell that is meant for pages or for no format in particular.
    private mutating func addRaw(_ cell: Cell, fold: String) {
        let type = cell.metadata["raw_mimetype"] ?? cell.metadata["format"]
        let name = type?.stringValue ?? ""
        switch name {
        case "text/markdown":
            open(cell, "markdown", fold: fold)
            addMarkdown(cell.source, attachments: cell.attachments, isFolded: !fold.isEmpty)
        case "text/html":
            open(cell, "markdown", fold: fold)
            addHTML(cell.source, attachments: cell.attachments, isFolded: !fold.isEmpty)
        case "", "text/plain":
            open(cell, "raw", fold: fold)
            output.add("<pre class=\"raw\"><code>")
            output.addEscaped(cell.source)
            output.add("</code></pre>\n")
        default:
            return warn(.foreignCell(type: name))
        }
        close(fold: fold)
    }
}
