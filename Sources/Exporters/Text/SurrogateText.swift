internal import NotebookModel

/// Text of the model in UTF-8 that other programs take.
enum SurrogateText {
    /// The bytes of a text: stand-ins of surrogates become characters again, or U+FFFD if lone.
    static func encoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard hasStandIns(bytes.span) else { return bytes }
        var scalars = String.UnicodeScalarView()
        for codePoint in LoneSurrogate.codePoints(of: text) {
            scalars.append(Unicode.Scalar(codePoint) ?? "\u{FFFD}")
        }
        return Array(String(scalars).utf8)
    }

    /// Tells whether a text holds stand-ins of surrogates.
    private static func hasStandIns(_ bytes: Span<UInt8>) -> Bool {
        var index = ByteScanner.firstIndex(of: 0xF4, in: bytes)
        while index + 2 < bytes.count {
            if bytes[index + 1] == 0x8F, bytes[index + 2] >= 0xA0 { return true }
            index = ByteScanner.firstIndex(of: 0xF4, in: bytes, from: index + 1)
        }
        return false
    }

    /// The text of the model for bytes from elsewhere, which are UTF-8.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard hasStandIns(bytes.span) else { return text }
        return LoneSurrogate.text(of: text.unicodeScalars.map(\.value))
    }
}
