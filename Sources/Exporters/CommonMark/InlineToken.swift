/// A piece of a block's text: what is shown, or the start or end of what surrounds others.
///
/// Tokens stand in one flat list in the order of the text. Emphasis is found late; its starts and
/// ends are chains of ``InlineParser/Emphasis`` that hang on the runs of marks.
struct InlineToken {
    enum Kind: UInt8 {
        case text
        /// A character given as an entity.
        case entity
        case code
        case softBreak
        case hardBreak
        case html
        /// An address in angle brackets, or a bare one.
        case address
        case mailAddress
        /// A bare address that lacks its scheme.
        case webAddress
        case formula
        case displayFormula
        /// A run of marks for emphasis; what isn't used up is text.
        case delimiters
        case linkStart
        case linkEnd
        case imageStart
        case imageEnd
    }

    var kind: Kind

    /// The place in the text.
    var start: Int
    var end: Int

    /// Whether an address stands in angle brackets.
    var isBracketed = false

    /// The index of a link's target.
    var target = -1

    /// The first of the emphasis that starts at this run of marks, the outermost first.
    var firstOpening = -1

    /// The emphasis that ends at this run of marks, the innermost first.
    var firstClosing = -1
    var lastClosing = -1
}
