/// A token of TeX's math mode.
enum TeXToken: Hashable {
    /// A control word or a control symbol, without its backslash.
    case command(String)
    /// A character that stands for itself.
    case character(Unicode.Scalar)
    /// White space, which math mode ignores.
    case space
    case open
    case close
    case superscript
    case `subscript`
    case alignment
}

/// The tokens of a formula; comments are left out.
struct TeXTokenizer {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = text.unicodeScalars[...]
    }

    mutating func next() -> TeXToken? {
        guard let scalar = rest.popFirst() else { return nil }
        switch scalar {
        case "\\": return .command(takeCommand())
        case "{": return .open
        case "}": return .close
        case "^": return .superscript
        case "_": return .subscript
        case "&": return .alignment
        case "~": return .command(" ")
        case " ", "\t", "\n", "\r": return .space
        case "%":
            while let next = rest.first, next != "\n" { rest.removeFirst() }
            return .space
        default: return .character(scalar)
        }
    }

    private mutating func takeCommand() -> String {
        guard let first = rest.popFirst() else { return "" }
        var name = String.UnicodeScalarView([first])
        guard TeXTokenizer.isLetter(first) else { return first == "\n" ? " " : String(name) }
        while let next = rest.first, TeXTokenizer.isLetter(next) {
            name.append(next)
            rest.removeFirst()
        }
        if rest.first == "*" {
            name.append("*")
            rest.removeFirst()
        }
        return String(name)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}
