extension TeXParser {
    /// A fraction's delimiters, and whether it has a line.
    struct Fraction {
        var left = ""
        var right = ""
        var hasLine = true
        var isDisplayed: Bool?
    }

    static let infixFractions: [String: Fraction] = [
        "over": Fraction(), "atop": Fraction(hasLine: false),
        "choose": Fraction(left: "(", right: ")", hasLine: false),
    ]

    private static let fractions: [String: Fraction] = [
        "frac": Fraction(), "dfrac": Fraction(isDisplayed: true),
        "tfrac": Fraction(isDisplayed: false), "cfrac": Fraction(isDisplayed: true),
        "binom": Fraction(left: "(", right: ")", hasLine: false),
        "dbinom": Fraction(left: "(", right: ")", hasLine: false, isDisplayed: true),
        "tbinom": Fraction(left: "(", right: ")", hasLine: false, isDisplayed: false),
    ]

    /// The styles of the rest of a row, and whether it is as in displayed formulas.
    static let styles: [String: Bool] = [
        "displaystyle": true, "textstyle": false, "scriptstyle": false, "scriptscriptstyle": false,
    ]

    private static let accents: [String: String] = [
        "hat": "^", "bar": "¯", "vec": "→", "dot": "˙", "ddot": "¨", "tilde": "~", "check": "ˇ",
        "breve": "˘", "acute": "´", "grave": "`", "mathring": "˚", "dddot": "⃛",
    ]

    /// What stretches over an argument.
    private static let covers: [String: String] = [
        "overline": "‾", "widehat": "^", "widetilde": "~", "widebar": "‾", "overbrace": "⏞",
        "overrightarrow": "→", "overleftarrow": "←", "overleftrightarrow": "↔",
    ]

    /// What stretches below an argument.
    private static let floors: [String: String] = [
        "underline": "_", "underbrace": "⏟", "underrightarrow": "→", "underleftarrow": "←",
    ]

    /// The widths of spaces, in LaTeX's units of 1/18 em.
    private static let spaces: [String: String] = [
        ",": "0.167em", "thinspace": "0.167em", ":": "0.222em", ">": "0.222em",
        "medspace": "0.222em", ";": "0.278em", "thickspace": "0.278em", "!": "-0.167em",
        "negthinspace": "-0.167em", " ": "0.333em", "quad": "1em", "qquad": "2em",
        "enspace": "0.5em", "space": "0.333em", "nobreakspace": "0.333em",
    ]

    /// The sizes of the delimiters behind `\big` and its kin.
    private static let sizes: [String: String] = [
        "big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em",
    ]

    private static let textCommands: Set<String> = [
        "text", "textrm", "textnormal", "mbox", "hbox", "textsf", "textup", "textmd",
    ]

    private static let classes: Set<String> = [
        "mathbin", "mathrel", "mathord", "mathopen", "mathclose", "mathinner", "mathpunct", "smash",
    ]

    private static let ignored: Set<String> = [
        "nonumber", "notag", "hline", "allowbreak", "displaylimits", "mathstrut", "strut", "limits",
        "nolimits", "relax", "null", "/", "protect", "nobreak", "noindent", "normalsize",
    ]

    /// What a command stands for, with its arguments.
    mutating func command(_ name: String) throws(TeXMath.Failure) -> Atom {
        if let symbol = TeXSymbols.all[name] { return self.symbol(symbol) }
        if let hasLimits = TeXSymbols.functions[name] { return function(name, hasLimits) }
        if let fraction = Self.fractions[name] {
            if name == "cfrac" { _ = try option() }
            let upper = try argument()
            let lower = try argument()
            return Atom(markup: MathMarkup.fraction(upper, lower, fraction))
        }
        if let alphabet = MathAlphabet.commands[name] { return try change(to: alphabet, by: name) }
        if let width = Self.spaces[name] { return Atom(markup: MathMarkup.space(width)) }
        if let mark = Self.accents[name] {
            let sign = MathMarkup.fence(mark)
            let base = try argument()
            // No `accent`: without a font for formulas browsers then put the sign into the letter.
            return Atom(markup: MathMarkup.element("mover", base, sign))
        }
        if let mark = Self.covers[name] {
            let sign = MathMarkup.text("mo", mark, attributes: " stretchy=\"true\"")
            let base = try argument()
            return Atom(markup: MathMarkup.element("mover", base, sign), hasLimits: true)
        }
        if let mark = Self.floors[name] {
            let sign = MathMarkup.text("mo", mark, attributes: " stretchy=\"true\"")
            let base = try argument()
            return Atom(markup: MathMarkup.element("munder", base, sign), hasLimits: true)
        }
        if Self.textCommands.contains(name) { return Atom(markup: try text()) }
        if Self.classes.contains(name) { return Atom(markup: try argument()) }
        if Self.ignored.contains(name) { return Atom(markup: []) }
        if let size = Self.sizes[name.trimmingSide] { return Atom(markup: try sized(size)) }
        return try structure(name)
    }

    private func symbol(_ symbol: (character: String, role: TeXSymbols.Role)) -> Atom {
        switch symbol.role {
        case .identifier:
            let scalar = symbol.character.unicodeScalars.first ?? " "
            return Atom(markup: identifier(scalar))
        case .operator:
            let isFence = "⟨⟩⌊⌋⌈⌉{}[]|‖∣∥".unicodeScalars.contains(
                symbol.character.unicodeScalars.first ?? " "
            )
            return Atom(
                markup: isFence
                    ? MathMarkup.fence(symbol.character) : MathMarkup.text("mo", symbol.character)
            )
        case .large: return Atom(markup: MathMarkup.text("mo", symbol.character), hasLimits: true)
        case .integral: return Atom(markup: MathMarkup.text("mo", symbol.character))
        }
    }

    private func function(_ name: String, _ hasLimits: Bool) -> Atom {
        let words = ["limsup": "lim sup", "liminf": "lim inf", "argmax": "arg max"]
        let text = name == "argmin" ? "arg min" : words[name] ?? name
        guard hasLimits else {
            return Atom(markup: MathMarkup.text("mi", text) + MathMarkup.text("mo", "\u{2061}"))
        }
        let attributes = " movablelimits=\"true\" form=\"prefix\" rspace=\"0.167em\""
        return Atom(markup: MathMarkup.text("mo", text, attributes: attributes), hasLimits: true)
    }

    /// Changes the alphabet: of an argument, or by the old short names of what follows in the row.
    private mutating func change(
        to alphabet: MathAlphabet,
        by name: String
    ) throws(TeXMath.Failure) -> Atom {
        let isSwitch = name.utf8.count <= 3 && name != "bm" && name != "Bbb" && name != "pmb"
        let outer = self.alphabet
        self.alphabet = alphabet
        if isSwitch { return Atom(markup: []) }
        defer { self.alphabet = outer }
        return Atom(markup: try argument())
    }

    private mutating func sized(_ size: String) throws(TeXMath.Failure) -> [UInt8] {
        let sign = try delimiter()
        guard !sign.isEmpty else { return [] }
        let attributes = " stretchy=\"true\" minsize=\"\(size)\" maxsize=\"\(size)\""
        return MathMarkup.text("mo", sign, attributes: attributes)
    }
}

extension String {
    /// The name of a size without the letter that tells its side: `bigl`, `bigr`, `bigm`.
    fileprivate var trimmingSide: String {
        let isSided = utf8.count > 3 && (hasSuffix("l") || hasSuffix("r") || hasSuffix("m"))
        return isSided ? String(dropLast()) : self
    }
}

extension MathMarkup {
    /// A fraction, or one number above another.
    static func fraction(
        _ upper: [UInt8],
        _ lower: [UInt8],
        _ fraction: TeXParser.Fraction
    ) -> [UInt8] {
        var attributes = fraction.hasLine ? "" : " linethickness=\"0\""
        if let isDisplayed = fraction.isDisplayed {
            attributes += " displaystyle=\"\(isDisplayed)\""
        }
        let bare = element("mfrac", upper, lower, attributes: attributes)
        guard !fraction.left.isEmpty else { return bare }
        return element("mrow", stretchyFence(fraction.left), bare, stretchyFence(fraction.right))
    }
}
