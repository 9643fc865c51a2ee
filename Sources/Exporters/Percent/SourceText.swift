internal import NotebookModel

/// The source of a cell in UTF-8, and what a look at its bytes tells.
struct SourceText {
    /// The text as it was given.
    let source: String
    /// The text in UTF-8, without stand-ins of surrogates.
    let bytes: [UInt8]
    /// What its bytes are.
    let traits: SourceTraits

    init(_ source: String) {
        self.source = source
        let bytes = Array(source.utf8)
        traits = SourceTraits(of: bytes.span)
        self.bytes = traits.isPlain ? bytes : SurrogateText.encoded(source)
    }
}

/// What a look at the bytes of a source tells.
struct SourceTraits {
    /// Whether nothing but line feeds ends lines for Python, and the text has no zeros.
    let isPlain: Bool
    /// Whether there is what can open a string of several lines.
    let hasTriples: Bool
    /// Whether there is a sign that most magics have.
    let hasSigns: Bool

    init(of bytes: Span<UInt8>) {
        let seen = ByteTraits(of: bytes)
        hasSigns = seen.hasSigns
        hasTriples = seen.hasDoubles && QuoteTracker.mayMatter(in: bytes)
        isPlain = !seen.hasOdd && !(seen.hasLeads && SourceTraits.hasWideLineEnd(bytes))
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
    /// The signs of magics: `!`, `%` and `?`.
    let hasSigns: Bool
    /// Two equal quotes in a row.
    let hasDoubles: Bool
    /// Bytes that end lines, zeros, and those that may start a stand-in.
    let hasOdd: Bool
    /// Bytes that may start a character which ends a line.
    let hasLeads: Bool

    init(of bytes: Span<UInt8>) {
        var signs = ByteBlocks.Mask(repeating: false)
        var (doubles, odd, leads) = (signs, signs, signs)
        var seen = ByteBlocks.Block(repeating: 0)
        ByteBlocks.forEachPair(in: bytes) { block, next in
            func places(of byte: UInt8) -> ByteBlocks.Mask {
                ByteBlocks.places(of: byte, in: block)
            }
            seen |= block
            signs = signs .| JupytextMagic.signs(in: block)
            let quotes = places(of: 0x22) .| places(of: 0x27)
            doubles = doubles .| (quotes .& (block .== next))
            let usual = places(of: 0x09) .| places(of: 0x0A)
            odd = odd .| ((block .< SIMD16(repeating: 0x20)) .& .!usual)
        }
        if ByteBlocks.isAny(seen .>= SIMD16(repeating: 0x80)) {
            ByteBlocks.forEach(in: bytes) { block in
                odd = odd .| (block .>= SIMD16(repeating: 0xF4))
                leads = leads .| ((block & SIMD16(repeating: 0xDF)) .== SIMD16(repeating: 0xC2))
            }
        }
        hasSigns = ByteBlocks.isAny(signs)
        hasDoubles = ByteBlocks.isAny(doubles)
        hasOdd = ByteBlocks.isAny(odd)
        hasLeads = ByteBlocks.isAny(leads)
    }
}
