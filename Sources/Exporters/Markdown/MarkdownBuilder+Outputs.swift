import NotebookModel

extension MarkdownBuilder {
    /// The types in which an output is shown, best first (the order of nbconvert's Markdown).
    private static let preferredTypes = [
        "text/html", "text/markdown", "image/svg+xml", "text/latex",
        "image/png", "image/jpeg", "image/gif", "image/webp",
        "text/plain", "application/json",
    ]

    /// Adds the outputs of a cell, adjacent pieces of one stream as one.
    mutating func add(_ outputs: [Output], cell: Int) {
        var index = 0
        while index < outputs.count {
            let first = index
            index += 1
            switch outputs[first].kind {
            case .stream(let name, var text):
                while index < outputs.count, case .stream(name, let more) = outputs[index].kind {
                    text += more
                    index += 1
                }
                addText(text)
            case .displayData(let data, _), .executeResult(let data, _, _):
                add(data, cell: cell, output: first)
            case .error(let name, let value, let traceback):
                addText(traceback.isEmpty ? "\(name): \(value)" : traceback.joined(separator: "\n"))
            case .unknown:
                break
            }
        }
    }

    /// Adds a bundle in the best type that works.
    private mutating func add(_ data: MIMEBundle, cell: Int, output: Int) {
        for type in MarkdownBuilder.preferredTypes {
            guard let content = data[type] else { continue }
            if add(content, type: type, cell: cell, output: output) { return }
        }
    }

    private mutating func add(
        _ content: MIMEBundle.Content,
        type: String,
        cell: Int,
        output: Int
    ) -> Bool {
        switch (type, content) {
        case ("text/html", .text(let text)):
            guard options.allowsHTML, !Blocks.isBlank(text) else { return false }
            addHTML(text)
        case ("text/markdown", .text(let text)), ("text/latex", .text(let text)):
            guard !Blocks.isBlank(text) else { return false }
            addMarkdown(text)
        case ("text/plain", .text(let text)):
            addText(text)
        case ("application/json", .json(let value)):
            let bytes = JSONWriter.pretty.bytes(for: value)
            addFenced(String(decoding: bytes, as: UTF8.self), language: "json")
        default:
            guard type.hasPrefix("image/"), let bytes = MarkdownResources.bytes(of: content)
            else { return false }
            let image = resources.addImage(bytes, type: type, cell: cell, output: output)
            addBlock("![\(MarkdownResources.fileExtension(of: type))](\(image))")
        }
        return true
    }

    private mutating func addText(_ text: String) {
        addFenced(TerminalText.settled(text), language: "text")
    }
}
