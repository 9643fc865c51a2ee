internal import NotebookModel

/// The source of a cell in UTF-8, and what a look at its bytes tells.
struct SourceText {
    /// The text, without stand-ins of surrogates.
    private(set) var bytes: [UInt8]
    /// Whether nothing but line feeds ends lines for Python, and the text has no zeros.
    private(set) var isPlain = true
    /// Whether there is what can open a string of several lines.
    private(set) var hasTriples = false
    /// Whether there is a sign that most magics have.
    private(set) var hasSigns = false

    /// What bytes tell of the text that they stand in, a bit each.
    private enum Trait {
        static let sign: UInt8 = 1
        static let quote: UInt8 = 2
        /// The byte ends a line or is a zero, or it may start a stand-in.
        static let odd: UInt8 = 4
        /// The byte may start a character that ends a line.
        static let lead: UInt8 = 8
    }

    private static let traits: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case 0x21, 0x25, 0x3F: Trait.sign
        case 0x22, 0x27: Trait.quote
        case 0x09, 0x0A: 0
        case ..<0x20, 0xF4...: Trait.odd
        case 0xC2, 0xE2: Trait.lead
        default: 0
        }
    }

    init(_ source: String) {
        let bytes = Array(source.utf8)
        self.bytes = bytes
        look(at: bytes.span)
        if !isPlain { self.bytes = SurrogateText.encoded(source) }
    }

    private mutating func look(at bytes: Span<UInt8>) {
        let table = SourceText.traits
        let traits = table.span
        // So that no single look into the table has to be checked.
        guard traits.count == 256 else { return }
        var seen: UInt8 = 0
        for index in bytes.indices { seen |= traits[Int(bytes[index])] }
        hasSigns = seen & Trait.sign != 0
        hasTriples = seen & Trait.quote != 0 && QuoteTracker.mayMatter(in: bytes)
        isPlain =
            seen & Trait.odd == 0
            && (seen & Trait.lead == 0 || !SourceText.hasWideLineEnd(bytes))
    }

    /// Tells whether there is a line end beyond ASCII: NEL, U+2028 or U+2029.
    private static func hasWideLineEnd(_ bytes: Span<UInt8>) -> Bool {
        for lead in [0xC2, 0xE2] as [UInt8] {
            var index = ByteScanner.firstIndex(of: lead, in: bytes)
            while index + 1 < bytes.count {
                switch bytes[index + 1] {
                case 0x85 where lead == 0xC2: return true
                case 0x80 where lead == 0xE2 && bytes[index + 2] | 1 == 0xA9: return true
                default: index = ByteScanner.firstIndex(of: lead, in: bytes, from: index + 1)
                }
            }
        }
        return false
    }
}
