import NotebookModel

extension HTMLBuilder {
    /// Adds a text in Markdown.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - attachments: The files that it may refer to.
    ///   - isFolded: Tells whether it stands in a `details` element of the page.
    ///   - index: The position of the output that it is, if it is one.
    mutating func addMarkdown(
        _ text: String,
        attachments: [CellAttachment],
        isFolded: Bool = false,
        output index: Int? = nil
    ) {
        var sanitizer = HTMLSanitizer(place: .text, pictures: HTMLPictures(attachments))
        sanitizer.keepsDetails = !isFolded
        MarkdownHTML.append(text, attachments: attachments, &sanitizer, to: &output)
        report(sanitizer, output: index)
    }

    /// Adds a text in HTML.
    mutating func addHTML(_ text: String, attachments: [CellAttachment], isFolded: Bool) {
        var sanitizer = HTMLSanitizer(place: .text, pictures: HTMLPictures(attachments))
        sanitizer.keepsDetails = !isFolded
        sanitizer.append(Array(text.utf8)[...], to: &output)
        sanitizer.close(to: &output)
        output.add("\n")
        report(sanitizer)
    }

    /// Says what was taken away from a text.
    mutating func report(_ sanitizer: HTMLSanitizer, output index: Int? = nil) {
        if !sanitizer.removed.isEmpty {
            warn(.removedMarkup(names: sanitizer.removed), output: index)
        }
        for name in sanitizer.pictures.missing {
            warn(.missingAttachment(name: name), output: index)
        }
        for type in sanitizer.pictures.undecodable {
            warn(.undecodableData(type: type), output: index)
        }
    }
}
