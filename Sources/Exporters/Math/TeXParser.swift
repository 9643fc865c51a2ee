/// A recursive descent through a formula, giving MathML.
struct TeXParser {
    /// What ends a row of things.
    enum End: Hashable {
        case formula
        case brace
        case bracket
        case right
        case environment
        case dollar
    }

    /// A thing of a formula, to which scripts can be attached.
    struct Atom {
        var markup: [UInt8]
        /// Whether scripts stand below and above it.
        var hasLimits = false
    }

    /// How many rows and things may be within each other; the stack of a thread is 512 KiB.
    private static let maximumDepth = 64

    private var tokenizer: TeXTokenizer
    private var lookahead: TeXToken?
    private var depth = 0
    /// The alphabet of the letters to come.
    var alphabet = MathAlphabet.standard

    init(_ source: String) {
        tokenizer = TeXTokenizer(source)
        lookahead = tokenizer.next()
    }

    /// The whole formula.
    mutating func formula() throws(TeXMath.Failure) -> [UInt8] {
        let content = try table(.aligned, until: .formula)
        guard lookahead == nil else { throw .malformed }
        return content
    }

    // MARK: Tokens

    var next: TeXToken? { lookahead }

    mutating func take() -> TeXToken? {
        defer { lookahead = tokenizer.next() }
        return lookahead
    }

    mutating func skipSpaces() {
        while lookahead == .space { _ = take() }
    }

    mutating func take(_ token: TeXToken) -> Bool {
        guard lookahead == token else { return false }
        _ = take()
        return true
    }

    // MARK: Depth

    mutating func descend() throws(TeXMath.Failure) {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        depth += 1
    }

    mutating func ascend() { depth -= 1 }

    // MARK: Rows

    /// Whether the next token ends a row; in tables, also one that ends a cell.
    private func ends(_ end: End) -> Bool {
        switch lookahead {
        case nil, .close, .command("right"), .command("end"), .alignment, .command("\\"),
            .command("cr"):
            true
        case .character("]"): end == .bracket
        case .character("$"): end == .dollar
        default: false
        }
    }

    /// The things up to an end, which is not taken, in one element.
    mutating func row(until end: End) throws(TeXMath.Failure) -> [UInt8] {
        let content = try items(until: end)
        return MathMarkup.element("mrow", content)
    }

    /// The things up to an end, which is not taken.
    mutating func items(until end: End) throws(TeXMath.Failure) -> [UInt8] {
        try descend()
        let outer = alphabet
        defer {
            ascend()
            alphabet = outer
        }
        var output: [UInt8] = []
        while true {
            skipSpaces()
            if ends(end) { return output }
            if case .command(let name) = lookahead {
                if let fraction = TeXParser.infixFractions[name] {
                    _ = take()
                    let lower = try row(until: end)
                    let upper = MathMarkup.element("mrow", output)
                    return MathMarkup.fraction(upper, lower, fraction)
                }
                if let isDisplayed = TeXParser.styles[name] {
                    _ = take()
                    let rest = try items(until: end)
                    let attributes = " displaystyle=\"\(isDisplayed)\""
                    return output + MathMarkup.element("mstyle", rest, attributes: attributes)
                }
            }
            if MathMarkup.endsInOperator(output), take(.character("-")) {
                output += MathMarkup.text("mo", "−", attributes: " form=\"prefix\"")
            } else {
                output += try item()
            }
        }
    }

    /// A thing with its scripts.
    private mutating func item() throws(TeXMath.Failure) -> [UInt8] {
        var atom =
            switch lookahead {
            case .superscript, .subscript, .character("'"):
                Atom(markup: Array("<mrow></mrow>".utf8))
            default: try self.atom()
            }
        var lower: [UInt8]?
        var upper: [UInt8]?
        var primes = ""
        while true {
            skipSpaces()
            if take(.command("limits")) {
                atom.hasLimits = true
            } else if take(.command("nolimits")) {
                atom.hasLimits = false
            } else if lower == nil, take(.subscript) {
                lower = try argument()
            } else if upper == nil, take(.superscript) {
                upper = try argument()
            } else if upper == nil, take(.character("'")) {
                primes += "′"
            } else {
                break
            }
        }
        guard next != .superscript, next != .subscript else { throw .malformed }
        if !primes.isEmpty {
            let mark = MathMarkup.text("mo", primes)
            upper = MathMarkup.element("mrow", mark, upper ?? [])
        }
        let names = atom.hasLimits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup")
        return switch (lower, upper) {
        case (nil, nil): atom.markup
        case (let lower?, nil): MathMarkup.element(names.0, atom.markup, lower)
        case (nil, let upper?): MathMarkup.element(names.1, atom.markup, upper)
        case (let lower?, let upper?): MathMarkup.element(names.2, atom.markup, lower, upper)
        }
    }

    // MARK: Arguments

    /// An argument: what braces hold, or the next thing without its scripts.
    mutating func argument() throws(TeXMath.Failure) -> [UInt8] {
        skipSpaces()
        guard lookahead == .open else { return try atom(takesOneDigit: true).markup }
        return try group()
    }

    /// What braces hold.
    mutating func group() throws(TeXMath.Failure) -> [UInt8] {
        guard take(.open) else { throw .malformed }
        let content = try row(until: .brace)
        guard take(.close) else { throw .malformed }
        return content
    }

    /// An argument in brackets, if there is one.
    mutating func option() throws(TeXMath.Failure) -> [UInt8]? {
        skipSpaces()
        guard take(.character("[")) else { return nil }
        let content = try row(until: .bracket)
        guard take(.character("]")) else { throw .malformed }
        return content
    }

    /// The characters that braces hold, for names, colours and lengths.
    mutating func word() throws(TeXMath.Failure) -> String {
        skipSpaces()
        guard take(.open) else { throw .malformed }
        var word = ""
        while let token = take() {
            switch token {
            case .close: return word
            case .character(let scalar): word.unicodeScalars.append(scalar)
            case .space: word += " "
            case .subscript: word += "_"
            case .command(let name) where name.utf8.count == 1: word += name
            case .command, .open, .superscript, .alignment: throw .malformed
            }
        }
        throw .malformed
    }
}
