/// The languages of cell magics that nbconvert knows (7.17, `HighlightMagicsPreprocessor`).
enum MagicLanguage {
    /// The language that the first line of a cell names, as `%%bash` does, if any.
    ///
    /// White space may stand before it and has to follow it.
    static func name(of source: String) -> String? {
        let text = source.unicodeScalars.drop(while: isSpace)
        guard text.starts(with: "%%".unicodeScalars) else { return nil }
        let magic = text.dropFirst(2).prefix(16).prefix { !isSpace($0) }
        guard magic.endIndex < text.endIndex, isSpace(text[magic.endIndex]) else { return nil }
        let name = String(magic)
        return switch name {
        case "R": "r"
        case "bash", "cython", "javascript", "julia", "latex", "octave", "perl", "ruby", "sh",
            "sql":
            name
        default: nil
        }
    }

    /// Tells what Python's regular expressions take for white space (`\s`).
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
