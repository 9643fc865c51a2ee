extension TeXParser {
    /// The next thing without its scripts.
    ///
    /// - Parameter takesOneDigit: Whether a number ends after its first digit, as an argument
    ///   without braces does.
    /// - Returns: The thing as markup.
    /// - Throws: ``TeXMath/Failure`` if there is none, or none that is understood.
    mutating func atom(takesOneDigit: Bool = false) throws(TeXMath.Failure) -> Atom {
        try descend()
        defer { ascend() }
        switch next {
        case .open: return Atom(markup: try group())
        case .command(let name):
            _ = take()
            return try command(name)
        case .character(let scalar):
            _ = take()
            return Atom(markup: character(scalar, takesOneDigit))
        case .superscript, .subscript, .alignment, .close, .space, nil: throw .malformed
        }
    }

    private mutating func character(_ scalar: Unicode.Scalar, _ takesOneDigit: Bool) -> [UInt8] {
        switch scalar {
        case "0"..."9": number(scalar, takesOneDigit)
        case "A"..."Z", "a"..."z": letters(scalar, takesOneDigit)
        case "(", ")", "[", "]", "|": MathMarkup.fence(String(scalar))
        case "-": MathMarkup.text("mo", "−")
        case "*": MathMarkup.text("mo", "∗")
        case "'": MathMarkup.text("mo", "′")
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": []
        default:
            MathMarkup.text(scalar.properties.isAlphabetic ? "mi" : "mo", String(scalar))
        }
    }

    private mutating func number(_ first: Unicode.Scalar, _ takesOneDigit: Bool) -> [UInt8] {
        var digits = String.UnicodeScalarView([alphabet(first)])
        while !takesOneDigit, case .character(let scalar) = next,
            ("0"..."9").contains(scalar) || scalar == "."
        {
            digits.append(alphabet(scalar))
            _ = take()
        }
        return MathMarkup.text("mn", String(digits))
    }

    /// A letter; upright ones make a word.
    private mutating func letters(_ first: Unicode.Scalar, _ takesOne: Bool) -> [UInt8] {
        guard alphabet == .roman else { return identifier(first) }
        var word = String.UnicodeScalarView([first])
        while !takesOne, case .character(let scalar) = next,
            ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
        {
            word.append(scalar)
            _ = take()
        }
        return MathMarkup.text("mi", String(word), attributes: " mathvariant=\"normal\"")
    }

    /// A letter in the alphabet; TeX has the Greek capitals upright.
    func identifier(_ scalar: Unicode.Scalar) -> [UInt8] {
        let isUpright = ("Α"..."Ω").contains(scalar) || scalar == "∞" || alphabet == .roman
        let attributes = isUpright ? " mathvariant=\"normal\"" : ""
        return MathMarkup.text("mi", String(alphabet(scalar)), attributes: attributes)
    }

    /// Text in braces, in which dollars begin and end formulas.
    mutating func text() throws(TeXMath.Failure) -> [UInt8] {
        skipSpaces()
        guard take(.open) else { throw .malformed }
        var output: [UInt8] = []
        var text = ""
        var depth = 0
        func element(_ text: String) -> [UInt8] {
            text.isEmpty ? [] : MathMarkup.text("mtext", text)
        }
        while let token = take() {
            switch token {
            case .open: depth += 1
            case .close where depth == 0:
                output += element(text)
                return MathMarkup.element("mrow", output)
            case .close: depth -= 1
            case .space: text += "\u{A0}"
            case .command(let name) where name == " ": text += "\u{A0}"
            case .command(let name) where name.utf8.count == 1: text += name
            case .command(let name): text += try symbol(name)
            case .subscript: text += "_"
            case .superscript: text += "^"
            case .alignment: throw .malformed
            case .character("$"):
                output += element(text)
                text = ""
                output += try items(until: .dollar)
                guard take(.character("$")) else { throw .malformed }
            case .character(let scalar): text.unicodeScalars.append(scalar)
            }
        }
        throw .malformed
    }

    private func symbol(_ name: String) throws(TeXMath.Failure) -> String {
        guard let symbol = TeXSymbols.all[name] else { throw .unknownCommand(name) }
        return symbol.character
    }

    /// A delimiter behind `\left`, `\big` and the like; empty for the one that isn't shown.
    mutating func delimiter() throws(TeXMath.Failure) -> String {
        skipSpaces()
        switch take() {
        case .character("."): return ""
        case .character("<"): return "⟨"
        case .character(">"): return "⟩"
        case .character(let scalar) where "()[]|/".unicodeScalars.contains(scalar):
            return String(scalar)
        case .command(let name):
            guard let symbol = TeXSymbols.all[name] else { throw .unknownCommand(name) }
            return symbol.character
        default: throw .malformed
        }
    }
}
