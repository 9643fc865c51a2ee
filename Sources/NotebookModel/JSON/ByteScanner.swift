/// Searches for the bytes that end a run of plain text.
///
/// Whole blocks are tested without a branch per byte, which the compiler turns into vector code.
enum ByteScanner {
    private static let block = 32

    /// The first position at which a JSON string needs care.
    ///
    /// That is a quote, a backslash, a control character, or the lead byte of ``LoneSurrogate``.
    static func endOfPlainText(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ block <= bytes.count {
            let part = bytes.extracting(index..<index &+ block)
            var found = false
            for offset in 0..<block {
                found = found || isSpecial(part[offset])
            }
            if found { break }
            index &+= block
        }
        while index < bytes.count, !isSpecial(bytes[index]) {
            index &+= 1
        }
        return index
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        (byte == 0x22) || (byte == 0x5C) || (byte < 0x20) || (byte == LoneSurrogate.leadByte)
    }
}
