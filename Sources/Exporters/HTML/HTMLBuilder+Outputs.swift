import NotebookModel

extension HTMLBuilder {
    /// The number of lines from which a text gets a box of its own that scrolls.
    private static let longText = 40

    /// Adds the outputs of a cell, adjacent pieces of one stream as one.
    ///
    /// - Parameters:
    ///   - outputs: The outputs.
    ///   - fold: The words above them if they are folded.
    ///   - isFolded: Tells whether they or the whole cell are.
    mutating func addOutputs(_ outputs: [Output], fold: String, isFolded: Bool) {
        output.add("<section class=\"outputs\">\n")
        openFold(fold)
        var index = 0
        while index < outputs.count {
            let first = index
            index += 1
            switch outputs[first].kind {
            case .stream(let name, let text):
                var text = Array(text.utf8)
                while index < outputs.count, case .stream(name, let more) = outputs[index].kind {
                    text += Array(more.utf8)
                    index += 1
                }
                addText(text, kind: name == .stderr ? "stderr" : "stdout")
            case .displayData(let data, let metadata), .executeResult(let data, let metadata, _):
                let hidden = HTMLHiddenParts(metadata: metadata, options.hiddenParts)
                guard let own = hidden.summary(.outputs) else { continue }
                openFold(own)
                add(data, metadata, at: first, isFolded: isFolded || !own.isEmpty)
                closeFold(own)
            case .error(let name, let value, let traceback):
                let text =
                    traceback.isEmpty ? "\(name): \(value)" : traceback.joined(separator: "\n")
                addText(Array(text.utf8), kind: "error")
            case .unknown(let type):
                warn(.unknownOutput(type: type), output: first)
            }
        }
        closeFold(fold)
        output.add("</section>\n")
    }

    /// Adds text as a terminal would leave it.
    mutating func addText(_ text: [UInt8], kind: String) {
        let isLong = text.count { $0 == 0x0A } >= HTMLBuilder.longText
        output.add("<pre class=\"\(kind)\(isLong ? " long" : "")\"")
        // A box that scrolls must be reachable by the keyboard and have a name.
        if isLong { output.add(" tabindex=\"0\" role=\"region\" aria-label=\"Output\"") }
        output.add(" dir=\"auto\"><code>")
        TerminalHTML.append(text, to: &output)
        output.add("</code></pre>\n")
    }

    /// Adds a bundle in the best type that works.
    private mutating func add(
        _ data: MIMEBundle,
        _ metadata: JSONObject,
        at index: Int,
        isFolded: Bool
    ) {
        var undecodable = 0
        for type in HTMLBuilder.preferredTypes {
            guard let content = data[type] else { continue }
            let start = output.count
            let isDone =
                switch (type, content) {
                case ("text/html", .text(let text)):
                    addHTMLOutput(text, of: data, at: index, isFolded: isFolded)
                case ("text/markdown", .text(let text)):
                    addMarkdownOutput(text, at: index, isFolded: isFolded)
                case ("text/latex", .text(let text)): addLaTeX(text, of: data)
                case ("text/plain", .text(let text)): addPlain(text)
                case ("application/json", .json(let value)): addJSON(value, of: data)
                default: addImage(content, type, of: data, metadata, at: index)
                }
            if isDone { return }
            output.removeSubrange(start...)
            if type.hasPrefix("image/") { undecodable += 1 }
        }
        guard !data.isEmpty else { return }
        output.add("<p class=\"note\">An output that needs a script or a viewer isn’t shown.</p>\n")
        if undecodable < data.types.count {  // else it is said already
            warn(.unshownOutput(types: data.types), output: index)
        }
    }

    /// The types in which an output is shown, best first: nbconvert's order, without scripts and
    /// widgets.
    private static let preferredTypes = [
        "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "image/gif",
        "image/webp", "text/latex", "application/json", "text/plain",
    ]

    /// Tells whether the plain text says more than the name of an object, as in
    /// `<IPython.core.display.Math object>`.
    private static func hasGoodText(_ data: MIMEBundle) -> Bool {
        guard let plain = data.text("text/plain")?.utf8 else { return false }
        return plain.first != UInt8(ascii: "<") || plain.last != UInt8(ascii: ">")
    }

    private mutating func addMarkdownOutput(_ text: String, at index: Int, isFolded: Bool) -> Bool {
        guard !Blocks.isBlank(text.utf8) else { return false }
        output.add("<section class=\"markdown\" dir=\"auto\">\n")
        addMarkdown(text, attachments: [], isFolded: isFolded, output: index)
        output.add("</section>\n")
        return true
    }

    /// Adds a formula; what isn't understood of LaTeX gives way to a good plain text.
    private mutating func addLaTeX(_ text: String, of data: MIMEBundle) -> Bool {
        guard !Blocks.isBlank(text.utf8) else { return false }
        let start = output.count
        output.add("<p class=\"math\">")
        if TeXMath.append(Array(text.utf8)[...], to: &output) {
            output.add("</p>\n")
            return true
        }
        output.removeSubrange(start...)
        if HTMLBuilder.hasGoodText(data) { return false }
        output.add("<pre class=\"latex\"><code>")
        output.addEscaped(text)
        output.add("</code></pre>\n")
        return true
    }

    private mutating func addPlain(_ text: String) -> Bool {
        addText(Array(text.utf8), kind: "result")
        return true
    }

    private mutating func addJSON(_ value: JSONValue, of data: MIMEBundle) -> Bool {
        if HTMLBuilder.hasGoodText(data) { return false }
        output.add("<details class=\"json\"><summary>JSON</summary>\n<pre><code>")
        output.addEscaped(JSONWriter.pretty.bytes(for: value)[...])
        output.add("</code></pre>\n</details>\n")
        return true
    }
}
