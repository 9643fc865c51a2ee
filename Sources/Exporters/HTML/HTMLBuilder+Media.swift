import NotebookModel

extension HTMLBuilder {
    private static let imageTypes = [
        "image/png", "image/jpeg", "image/svg+xml", "image/gif", "image/webp",
    ]

    /// Adds an output in HTML, sanitized; with its own styles in a shadow tree.
    ///
    /// A frame would need a height, which only scripts could find out; a shadow tree has its natural
    /// one, prints, and keeps style sheets from the page as well. What it can't do, keeping scripts
    /// off, the sanitizer does for both. A browser too old for it shows the plain text instead.
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
        if sanitizer.lacksStyles {
            output.removeSubrange(start...)
            sanitizer = addShadowTree(html, plainText: data.text("text/plain"))
        }
        report(sanitizer, output: index)
        return true
    }

    private mutating func addShadowTree(
        _ html: ArraySlice<UInt8>,
        plainText: String?
    ) -> HTMLSanitizer {
        output.add("<section class=\"html styled\"><section>")
        output.add("<template shadowrootmode=\"open\">")
        var sanitizer = HTMLSanitizer(place: .shadowTree)
        sanitizer.append(html, to: &output)
        sanitizer.close(to: &output)
        output.add("</template><pre><code>")
        if let plainText { TerminalHTML.append(Array(plainText.utf8), to: &output) }
        output.add("</code></pre></section></section>\n")
        return sanitizer
    }

    /// Adds a picture with its bytes.
    ///
    /// SVG goes this way too: in an `img` element browsers run no scripts of it, load nothing for it
    /// and give it its own size.
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
