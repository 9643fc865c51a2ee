/// What the rules of emphasis need to know of the character beside a run of marks.
enum UnicodeClass {
    case space
    case punctuation
    case other

    /// The class of the character that ends at a place; the start of the text counts as space.
    static func before(_ text: [UInt8], _ index: Int, from start: Int) -> UnicodeClass {
        guard index > start else { return .space }
        var first = index - 1
        while first > start, index - first < 4, text[first] & 0xC0 == 0x80 { first -= 1 }
        return of(text, first, index)
    }

    /// The class of the character that starts at a place; the end of the text counts as space.
    static func after(_ text: [UInt8], _ index: Int, to end: Int) -> UnicodeClass {
        guard index < end else { return .space }
        var next = index + 1
        while next < end, next - index < 4, text[next] & 0xC0 == 0x80 { next += 1 }
        return of(text, index, next)
    }

    private static func of(_ text: [UInt8], _ start: Int, _ end: Int) -> UnicodeClass {
        let byte = text[start]
        if byte < 0x80 {
            if Mark.isSpace(byte) { return .space }
            return Mark.isPunctuation(byte) ? .punctuation : .other
        }
        let decoded = String(decoding: text[start..<end], as: UTF8.self)
        guard let scalar = decoded.unicodeScalars.first else { return .other }
        switch scalar.properties.generalCategory {
        case .spaceSeparator:
            return .space
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol, .modifierSymbol, .otherSymbol:
            return .punctuation
        default:
            return .other
        }
    }
}
