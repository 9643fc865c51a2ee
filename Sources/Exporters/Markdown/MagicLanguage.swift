/// The languages that cell magics such as `%%bash` name.
enum MagicLanguage {
    /// The language that the first line of a cell names, if any.
    ///
    /// White space may stand before it.
    ///
    /// - Parameters:
    ///   - source: The text of a code cell.
    ///   - isStrict: Whether only what nbconvert (7.17) knows counts, and only if white space
    ///     follows, or kindred magics, too.
    /// - Returns: The name for the info string of a fence.
    static func name(of source: String, isStrict: Bool) -> String? {
        // Most cells start with something else.
        if let first = source.utf8.first, first != 0x25, (0x21...0x7E).contains(first) {
            return nil
        }
        let text = source.unicodeScalars.drop(while: isSpace)
        guard text.starts(with: "%%".unicodeScalars) else { return nil }
        let magic = text.dropFirst(2).prefix(16).prefix { !isSpace($0) }
        let end = magic.endIndex
        if isStrict, end == text.endIndex || !isSpace(text[end]) { return nil }
        let name = String(magic)
        return switch name {
        case "R": "r"
        case "bash", "cython", "javascript", "julia", "latex", "octave", "perl", "ruby", "sh",
            "sql":
            name
        case _ where isStrict: nil
        case "html", "HTML": "html"
        case "js": "javascript"
        case "markdown", "svg": name
        case "script": "bash"
        case "SVG": "svg"
        default: nil
        }
    }

    /// Tells what Python's regular expressions take for white space (`\s`).
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
