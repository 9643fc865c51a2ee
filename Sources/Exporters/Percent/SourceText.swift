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

    init(_ source: String) {
        let bytes = Array(source.utf8)
        self.bytes = bytes
        look(at: bytes.span)
        if !isPlain { self.bytes = SurrogateText.encoded(source) }
    }

    private mutating func look(at bytes: Span<UInt8>) {
        let seen = ByteTraits(of: bytes)
        hasSigns = seen.hasSigns
        hasTriples = seen.hasDoubles && QuoteTracker.mayMatter(in: bytes)
        isPlain = !seen.hasOdd && !(seen.hasLeads && SourceText.hasWideLineEnd(bytes))
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

/// Which kinds of bytes a text has.
private struct ByteTraits {
    private var signs = ByteBlocks.Mask(repeating: false)
    private var doubles = ByteBlocks.Mask(repeating: false)
    private var odd = ByteBlocks.Mask(repeating: false)
    private var leads = ByteBlocks.Mask(repeating: false)

    init(of bytes: Span<UInt8>) {
        ByteBlocks.forEachPair(in: bytes) { block, next in
            func places(of byte: UInt8) -> ByteBlocks.Mask {
                ByteBlocks.places(of: byte, in: block)
            }
            signs = signs .| places(of: 0x21) .| places(of: 0x25) .| places(of: 0x3F)
            let quotes = places(of: 0x22) .| places(of: 0x27)
            doubles = doubles .| (quotes .& (block .== next))
            let usual = places(of: 0x09) .| places(of: 0x0A)
            odd = odd .| ((block .< SIMD16(repeating: 0x20)) .& .!usual)
                .| (block .>= SIMD16(repeating: 0xF4))
            leads = leads .| ((block & SIMD16(repeating: 0xDF)) .== SIMD16(repeating: 0xC2))
        }
    }

    /// The signs of magics: `!`, `%` and `?`.
    var hasSigns: Bool { ByteBlocks.isAny(signs) }
    /// Two equal quotes in a row.
    var hasDoubles: Bool { ByteBlocks.isAny(doubles) }
    /// Bytes that end lines, zeros, and those that may start a stand-in.
    var hasOdd: Bool { ByteBlocks.isAny(odd) }
    /// Bytes that may start a character which ends a line.
    var hasLeads: Bool { ByteBlocks.isAny(leads) }
}
