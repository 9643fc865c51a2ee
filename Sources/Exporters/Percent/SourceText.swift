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
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte > 0x3F && byte < 0xC2 { continue }
            switch byte {
            case 0x22, 0x27:
                if index > 1, bytes[index - 1] == byte, bytes[index - 2] == byte {
                    hasTriples = true
                }
            case 0x21, 0x25, 0x3F: hasSigns = true
            case 0x09, 0x0A: break
            case ..<0x20, 0xF4...: isPlain = false
            case 0xC2: if bytes[index + 1] == 0x85 { isPlain = false }
            case 0xE2: if bytes[index + 1] == 0x80 { isPlain = false }
            default: break
            }
        }
    }
}
