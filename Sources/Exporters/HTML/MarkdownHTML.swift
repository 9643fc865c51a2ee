import NotebookModel

/// Markdown as the HTML of a page.
enum MarkdownHTML {
    /// Adds a text in Markdown.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - attachments: The files that it may refer to.
    ///   - sanitizer: Takes the raw HTML in it, and the addresses.
    ///   - output: What it is appended to.
    static func append(
        _ text: String,
        attachments: [CellAttachment],
        _ sanitizer: inout HTMLSanitizer,
        to output: inout [UInt8]
    ) {
        let source = spelled(Array(text.utf8), attachments.map(\.name))
        // The hooks of the renderer are stored, so they can't use the parameter itself.
        var shared = sanitizer
        var options = CommonMarkRenderer.Options()
        options.extensions = .notebook
        options.headingAnchors = true
        options.linkAttributes = " rel=\"noopener noreferrer\""
        options.writeRawHTML = { html, output in shared.append(html, to: &output) }
        options.mapAddress = { address, _ in
            let destination = LinkPolicy.destination(address)
            if destination == nil { shared.note("a href") }
            return destination
        }
        options.writeImage = { image, output in shared.append(image, to: &output) }
        options.writeCode = { code, language, output in
            let name = String(decoding: language, as: UTF8.self)
            CodeHighlighter.append(Array(code), language: name, to: &output)
            return true
        }
        options.writeFormula = { formula, output in
            if TeXMath.append(formula, to: &output) { return true }
            output.add("<code>")
            output.addEscaped(formula)
            output.add("</code>")
            return true
        }
        CommonMarkRenderer(options: options).render(source, into: &output)
        shared.close(to: &output)
        sanitizer = shared
    }

    /// Percent-encodes the names of attached files that Markdown wouldn't take as an address.
    ///
    /// Older notebooks have names with blanks and brackets as they are.
    private static func spelled(_ text: [UInt8], _ names: [String]) -> [UInt8] {
        let isPlain = names.allSatisfy { name in
            name.utf8.allSatisfy { $0 > 0x20 && !$0.isBracket && $0 != UInt8(ascii: "%") }
        }
        if isPlain { return text }
        let references = AttachmentReferences(to: names).references(in: text)
        return AttachmentReference.replace(references, in: text) { reference in
            guard let file = reference.file else { return nil }
            let name = PercentEncoding.encode(names[file])
            return Array("attachment:\(name)".utf8)
        }
    }
}

extension UInt8 {
    /// Tells whether this is one of the characters that end an address in Markdown.
    fileprivate var isBracket: Bool {
        [0x28, 0x29, 0x3C, 0x3E, 0x22, 0x27, 0x5C].contains(self)
    }
}

extension HTMLSanitizer {
    /// Adds an image of Markdown, or a link to it.
    mutating func append(_ image: CommonMarkRenderer.Image, to output: inout [UInt8]) {
        let alt = HTMLReferences.resolve(image.description[...])
        guard let picture = LinkPolicy.picture(image.address) else {
            note("img src")
            return output.addEscaped(alt[...])
        }
        if case .link = picture { note("img src") }
        var attributes: [UInt8] = []
        if !image.title.isEmpty { add("title", image.title, to: &attributes) }
        pictures.append(
            picture,
            alt: alt,
            attributes: attributes,
            isLinked: image.isInLink || isOpen("a"),
            to: &output
        )
    }
}
