import NotebookModel

extension HTMLBuilder {
    private static let imageTypes = [
        "image/png", "image/jpeg", "image/svg+xml", "image/gif", "image/webp",
    ]

    /// Adds an output in HTML, sanitized; in the page if that took nothing away, else in a frame.
    ///
    /// A frame has no natural height without a script, so what needs none does without. What does
    /// need one is sanitized all the same, with its style sheets, classes and ids.
    ///
    /// - Returns: Whether there was something to show.
    mutating func addHTMLOutput(
        _ text: String,
        of data: MIMEBundle,
        at index: Int,
        isFolded: Bool
    ) -> Bool {
        let html = Array(text.utf8)[...]
        let start = output.count
        output.add("<section class=\"html\">\n")
        var sanitizer = HTMLSanitizer(place: .output)
        sanitizer.keepsDetails = !isFolded
        sanitizer.append(html, to: &output)
        sanitizer.close(to: &output)
        output.add("\n</section>\n")
        // What scripts would have drawn is better in a picture of it.
        let hasScript = sanitizer.removed.contains("script")
        let hasImage = HTMLBuilder.imageTypes.contains { data[$0] != nil }
        guard sanitizer.hasContent, !(hasScript && hasImage) else {
            report(sanitizer, output: index)
            return false
        }
        if sanitizer.lacksStyles || !sanitizer.removed.isEmpty {
            output.removeSubrange(start...)
            // Style sheets are written for a light ground as a rule.
            let isLight = sanitizer.lacksStyles
            var markup: [UInt8] = []
            sanitizer = HTMLSanitizer(place: .frame)
            sanitizer.append(html, to: &markup)
            sanitizer.close(to: &markup)
            HTMLFrame.append(markup, isLight: isLight, to: &output)
        }
        report(sanitizer, output: index)
        return true
    }

    /// Adds a picture with its bytes.
    ///
    /// SVG goes this way too. An `img` element shuts it in more strictly than a sandboxed frame: in
    /// SVG's secure static mode (SVG 2, 2.2.6; HTML, 4.8.4.4) nothing of it runs, nothing is loaded,
    /// not even by a style sheet, and no link in it can be followed. It also keeps its own size.
    ///
    /// - Returns: Whether there are bytes.
    mutating func addImage(
        _ content: MIMEBundle.Content,
        _ type: String,
        of data: MIMEBundle,
        _ metadata: JSONObject,
        at index: Int
    ) -> Bool {
        if output.isEmpty, case .base64(let digits) = content {
            output.reserveCapacity(digits.utf8.count + 1_024)
        }
        output.add("<p class=\"image\"><img src=\"")
        guard DataURI.append(content, type: type, to: &output) else {
            warn(.undecodableData(type: type), output: index)
            return false
        }
        let own = metadata[type]?.objectValue ?? [:]
        output.add("\" alt=\"")
        output.addEscaped(HTMLBuilder.altText(own, metadata, data))
        output.add("\"")
        for name in ["width", "height"] {
            let value = own[name] ?? metadata[name]
            if let number = value?.doubleValue, number >= 1, number < 100_000 {
                output.add(" \(name)=\"\(Int(number))\"")
            }
        }
        output.add("></p>\n")
        return true
    }

    /// What an image shows, in words: its metadata, else the plain text beside it if it is short.
    private static func altText(
        _ own: JSONObject,
        _ metadata: JSONObject,
        _ data: MIMEBundle
    ) -> String {
        if let alt = own["alt"]?.stringValue ?? metadata["alt"]?.stringValue { return alt }
        guard let plain = data.text("text/plain"), plain.utf8.count <= 200 else { return "Image" }
        return TerminalText.settled(plain)
    }
}
