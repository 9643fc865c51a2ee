extension TeXParser {
    /// A command with arguments of its own kind.
    mutating func structure(_ name: String) throws(TeXMath.Failure) -> Atom {
        switch name {
        case "left": return Atom(markup: try fenced())
        case "middle": return Atom(markup: MathMarkup.stretchyFence(try delimiter()))
        case "begin": return Atom(markup: try environment())
        case "sqrt":
            let index = try option()
            let base = try argument()
            guard let index else { return Atom(markup: MathMarkup.element("msqrt", base)) }
            return Atom(markup: MathMarkup.element("mroot", base, index))
        case "overset", "stackrel", "underset":
            let mark = try argument()
            let base = try argument()
            let element = name == "underset" ? "munder" : "mover"
            return Atom(markup: MathMarkup.element(element, base, mark))
        case "xrightarrow", "xleftarrow":
            return Atom(markup: try arrow(name == "xrightarrow" ? "→" : "←"))
        case "operatorname", "operatorname*":
            let text = try word()
            return Atom(
                markup: MathMarkup.text("mi", text, attributes: " mathvariant=\"normal\""),
                hasLimits: name.hasSuffix("*")
            )
        case "mathop": return Atom(markup: try argument(), hasLimits: true)
        case "textbf", "textit", "texttt", "emph":
            let text = try text()
            return Atom(
                markup: MathMarkup.element("mrow", text, attributes: " class=\"\(name)\"")
            )
        case "not": return try negated()
        case "bmod", "mod": return Atom(markup: MathMarkup.text("mo", "mod"))
        case "pmod":
            let divisor = try argument()
            let word = MathMarkup.text("mo", "mod")
            return Atom(
                markup: MathMarkup.element(
                    "mrow",
                    MathMarkup.space("0.5em") + MathMarkup.fence("(") + word,
                    divisor + MathMarkup.fence(")")
                )
            )
        case "substack":
            skipSpaces()
            guard take(.open) else { throw .malformed }
            let lines = try table(.gathered, until: .brace)
            guard take(.close) else { throw .malformed }
            return Atom(markup: lines)
        case "boxed", "fbox":
            return Atom(
                markup: MathMarkup.element("mrow", try argument(), attributes: " class=\"boxed\"")
            )
        case "phantom", "hphantom", "vphantom":
            return Atom(markup: MathMarkup.element("mphantom", try argument()))
        case "color", "textcolor": return Atom(markup: try coloured())
        case "tag", "tag*":
            let text = try text()
            return Atom(
                markup: MathMarkup.space("2em") + MathMarkup.text("mtext", "(") + text
                    + MathMarkup.text("mtext", ")")
            )
        case "label":
            _ = try word()
            return Atom(markup: [])
        case "ref", "eqref": return Atom(markup: MathMarkup.text("mtext", "(\(try word()))"))
        case "hspace", "hspace*", "mspace":
            _ = try word()
            return Atom(markup: MathMarkup.space("1em"))
        default: throw .unknownCommand(name)
        }
    }

    private mutating func fenced() throws(TeXMath.Failure) -> [UInt8] {
        let left = try delimiter()
        let content = try table(.array, until: .right)
        guard take(.command("right")) else { throw .malformed }
        let right = try delimiter()
        return MathMarkup.element(
            "mrow",
            MathMarkup.stretchyFence(left),
            content,
            MathMarkup.stretchyFence(right)
        )
    }

    private mutating func arrow(_ sign: String) throws(TeXMath.Failure) -> [UInt8] {
        let below = try option()
        let above = try argument()
        let base = MathMarkup.text("mo", sign, attributes: " stretchy=\"true\"")
        guard let below else { return MathMarkup.element("mover", base, above) }
        return MathMarkup.element("munderover", base, below, above)
    }

    /// The next sign with a stroke through it.
    private mutating func negated() throws(TeXMath.Failure) -> Atom {
        skipSpaces()
        var atom = try self.atom()
        let end = Array("</mo>".utf8)
        guard atom.markup.suffix(end.count).elementsEqual(end) else { throw .malformed }
        atom.markup.removeLast(end.count)
        atom.markup += "\u{338}</mo>".utf8
        return atom
    }

    private mutating func coloured() throws(TeXMath.Failure) -> [UInt8] {
        let colour = try word()
        // A name or `#rgb`: nothing that could end the attribute.
        let isPlain = colour.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x23
        }
        let content = try argument()
        guard isPlain else { return content }
        return MathMarkup.element("mstyle", content, attributes: " mathcolor=\"\(colour)\"")
    }
}
