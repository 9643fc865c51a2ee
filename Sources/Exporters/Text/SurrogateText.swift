/// Text of the model in UTF-8 that other programs take.
enum SurrogateText {
    /// The bytes of a text: stand-ins of surrogates become characters again, or U+FFFD if lone.
    static func encoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard hasStandIns(bytes) else { return bytes }
        var scalars = String.UnicodeScalarView()
        for codePoint in CodePoints.of(text) {
            scalars.append(Unicode.Scalar(codePoint) ?? "\u{FFFD}")
        }
        return Array(String(scalars).utf8)
    }

    /// Tells whether a text holds stand-ins of surrogates.
    static func hasStandIns(_ bytes: [UInt8]) -> Bool {
        var index = bytes.startIndex
        while let found = bytes[index...].firstIndex(of: 0xF4) {
            if found + 2 < bytes.count, bytes[found + 1] == 0x8F, bytes[found + 2] >= 0xA0 {
                return true
            }
            index = found + 1
        }
        return false
    }

    /// The text of the model for bytes from elsewhere, which are UTF-8.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard hasStandIns(Array(bytes)) else { return text }
        return CodePoints.text(of: text.unicodeScalars.map(\.value))
    }
}
