/// Formulas in TeX as MathML Core, which browsers show without scripts.
enum TeXMath {
    /// Longer formulas are left as they are, in bytes.
    private static let maximumLength = 20_000

    /// Why a formula can't be written as MathML.
    enum Failure: Error {
        /// A command that is not known, or known and not for formulas.
        case unknownCommand(String)
        /// Braces, environments or arguments that don't fit together.
        case malformed
        /// More parts within parts than is reasonable.
        case tooDeep
    }

    /// Adds a formula with its delimiters as a `math` element.
    ///
    /// - Parameters:
    ///   - source: The formula with its delimiters: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, those two with
    ///     doubled backslashes, or an environment.
    ///   - output: What it is appended to.
    /// - Returns: Whether all of the formula is understood; if not, nothing is added.
    static func append(_ source: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
        let (body, isDisplayed) = TeXDelimiters.undelimited(source)
        let text = String(decoding: body, as: UTF8.self)
        guard let markup = mathML(text, isDisplayed: isDisplayed) else { return false }
        output += markup
        return true
    }

    /// Writes a formula as a `math` element, with its source as an annotation.
    ///
    /// It knows what LaTeX and amsmath offer in formulas and MathJax shows, macros excepted.
    ///
    /// - Parameters:
    ///   - source: The text between the delimiters.
    ///   - isDisplayed: Whether it stands on lines of its own.
    /// - Returns: The element, or `nil` for a formula that is not understood as a whole.
    static func mathML(_ source: String, isDisplayed: Bool) -> [UInt8]? {
        guard source.utf8.count <= maximumLength else { return nil }
        var parser = TeXParser(source)
        guard let content = try? parser.formula() else { return nil }
        var output = Array(isDisplayed ? "<math display=\"block\">".utf8 : "<math>".utf8)
        output += "<semantics>".utf8
        output += content
        output += "<annotation encoding=\"application/x-tex\">".utf8
        output += MathMarkup.escaped(source)
        output += "</annotation></semantics></math>".utf8
        return output
    }
}
