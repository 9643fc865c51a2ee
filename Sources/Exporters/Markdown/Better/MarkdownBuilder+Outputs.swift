internal import NotebookModel

extension MarkdownBuilder {
    /// The types in which an output is shown, best first (the order of nbconvert's Markdown with
    /// more types).
    private static let preferredTypes = [
        "text/html", "text/markdown", "image/svg+xml", "text/vnd.mermaid", "text/latex",
        "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf",
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
            case .displayData(let data, let metadata), .executeResult(let data, let metadata, _):
                let hidden =
                    options.hidesMarkedParts ? HiddenParts(ofOutput: metadata) : HiddenParts()
                if hidden.omitted.contains(.outputs) { continue }
                addDetails("Output", if: hidden.collapsed.contains(.outputs)) { builder in
                    builder.add(data, metadata, cell: cell, output: first)
                }
            case .error(let name, let value, let traceback):
                addText(traceback.isEmpty ? "\(name): \(value)" : traceback.joined(separator: "\n"))
            case .unknown(let type):
                resources.warn(.unknownOutput(type: type), cell: cell, output: first)
            }
        }
    }

    /// Adds a bundle in the best type that works.
    private mutating func add(
        _ data: MIMEBundle,
        _ metadata: JSONObject,
        cell: Int,
        output: Int
    ) {
        let preferred = MarkdownBuilder.preferredTypes
        let images = data.types.filter { $0.hasPrefix("image/") && !preferred.contains($0) }
        var isBlank = true
        var undecodable: [String] = []
        for type in preferred + images {
            guard let content = data[type] else { continue }
            if case .text(let text) = content, Blocks.isBlank(text.utf8) { continue }
            isBlank = false
            if add(content, type: type, metadata, cell: cell, output: output) { return }
            if type.hasPrefix("image/") { undecodable.append(type) }
        }
        // What can't be decoded is said already, and of a bundle with blank text nothing is lost.
        let unshown = data.types.filter { !undecodable.contains($0) }
        let isLost =
            unshown.contains { !preferred.contains($0) } || (!isBlank && !unshown.isEmpty)
        if isLost { resources.warn(.unshownOutput(types: data.types), cell: cell, output: output) }
    }

    private mutating func add(
        _ content: MIMEBundle.Content,
        type: String,
        _ metadata: JSONObject,
        cell: Int,
        output: Int
    ) -> Bool {
        switch (type, content) {
        case ("text/html", .text(let text)):
            guard options.allowsHTML else { return false }
            self.output.addHTML(Array(text.utf8))
        case ("text/markdown", .text(let text)), ("text/latex", .text(let text)):
            self.output.addMarkdown(Array(text.utf8))
        case ("text/vnd.mermaid", .text(let text)):
            addFenced(Array(text.utf8), language: "mermaid")
        case ("text/plain", .text(let text)):
            addText(text)
        case ("application/json", .json(let value)):
            addFenced(JSONWriter.pretty.bytes(for: value), language: "json")
        default:
            guard type.hasPrefix("image/") || type == "application/pdf",
                let target = resources.add(
                    content,
                    type: type,
                    wanted: metadata["filename"]?.stringValue,
                    cell: cell,
                    output: output
                )
            else { return false }
            addLink(to: target, type: type, metadata)
        }
        return true
    }

    /// Adds an image, or a link to a file that is none.
    private mutating func addLink(to target: [UInt8], type: String, _ metadata: JSONObject) {
        let own = metadata[type]?["alt"] ?? metadata["alt"]
        let name = own?.stringValue ?? DocumentResources.fileExtension(of: type)
        if type == "image/svg+xml", options.resources == .dataURIs, options.allowsHTML {
            // Many a renderer of Markdown takes only raster images as data URIs.
            var tag = Array("<img alt=\"".utf8)
            tag.addEscaped(String(decoding: name.utf8.map { max($0, 0x20) }, as: UTF8.self))
            tag += Array("\" src=\"".utf8) + target + Array("\">".utf8)
            output.addBlock(tag)
        } else {
            let mark = type == "application/pdf" ? "" : "!"
            output.addLink("\(mark)[\(Blocks.escaped(name))](", to: target)
        }
    }

    private mutating func addText(_ text: String) {
        addFenced(Array(TerminalText.settled(text).utf8), language: "text")
    }

    /// Adds literal text, a long one so that the reader has to open it, if that is wanted.
    private mutating func addFenced(_ text: [UInt8], language: String) {
        guard let limit = options.collapsedOutputLines, !Blocks.isBlank(text) else {
            return output.addFenced(text, language: language)
        }
        let end = text.lastIndex { $0 != 0x0A && $0 != 0x0D } ?? 0
        let lines = 1 + text[...end].count { $0 == 0x0A }
        addDetails("\(lines) lines", if: lines > limit) { builder in
            builder.output.addFenced(text, language: language)
        }
    }
}
