/// The one image that a Markdown text may be: `![caption](attachment:name)`.
enum ImageMarkdown {
    /// Reads a text that is nothing but an attached image.
    ///
    /// The name may stand in angle brackets, which names with blanks or parentheses need.
    ///
    /// - Parameter text: The Markdown.
    /// - Returns: The caption without its escapes and the name, or `nil` if there is anything else.
    static func parse(_ text: String) -> (caption: String, name: String)? {
        var rest = trimmed(text.unicodeScalars[...])
        guard rest.popFirst() == "!", rest.popFirst() == "[",
            let caption = takeCaption(&rest),
            rest.popFirst() == "(", rest.popLast() == ")"
        else { return nil }
        rest = trimmed(rest)
        if rest.first == "<" {
            guard rest.removeFirst() == "<", rest.popLast() == ">", !rest.contains(where: isAngle)
            else { return nil }
        } else if rest.contains(where: isBlankOrParenthesis) {
            return nil
        }
        let destination = Substring(rest)
        guard destination.hasPrefix("attachment:") else { return nil }
        return (caption, String(destination.dropFirst("attachment:".count)))
    }

    /// Takes the text up to the bracket that closes it, brackets in pairs being part of it.
    private static func takeCaption(_ rest: inout Substring.UnicodeScalarView) -> String? {
        var caption = String.UnicodeScalarView()
        var depth = 0
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                if let next = rest.first, next.isASCII,
                    next.properties.isPatternSyntax || next == "_"
                {
                    caption.append(rest.removeFirst())
                } else {
                    caption.append(scalar)
                }
                continue
            case "[": depth += 1
            case "]" where depth == 0: return String(caption)
            case "]": depth -= 1
            case "\n", "\r": return nil
            default: break
            }
            caption.append(scalar)
        }
        return nil
    }

    private static func trimmed(
        _ text: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        [" ", "\t", "\n", "\r"].contains(scalar)
    }

    private static func isBlankOrParenthesis(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || scalar == "(" || scalar == ")"
    }

    private static func isAngle(_ scalar: Unicode.Scalar) -> Bool {
        ["<", ">", "\n", "\r"].contains(scalar)
    }
}
