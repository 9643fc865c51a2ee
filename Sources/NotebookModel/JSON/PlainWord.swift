/// Eight bytes of a text that are printable ASCII and need no escape.
struct PlainWord {
    static let count = 8

    let bytes: UInt64

    /// Takes the bytes from a position on, if there are as many and all of them are plain.
    @inline(__always)
    init?(_ text: RawSpan, at index: Int) {
        guard index &+ Self.count <= text.byteCount else { return nil }
        // Any eight bytes are a number, and the bounds are checked.
        bytes = unsafe text.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard Self.isPlain(bytes) else { return nil }
    }

    /// Tells whether all bytes of a word are plain.
    @inline(__always)
    static func isPlain(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        // The high bit of a byte tells that it, or one before it, is special.
        let special =
            ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
            | (word &- (ones &* 0x20)) | (word &+ ones) | word
        return special & (ones &* 0x80) == 0
    }

    /// The longest text that is copied: two vectors of two words.
    static let longest = 4 * count

    /// Copies a short text, if it is plain.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - base: What has room for the longest one.
    /// - Returns: How many bytes were copied; `nil` if the text isn't plain, or too long.
    @inline(__always)
    static func copy(_ text: Span<UInt8>, to base: UnsafeMutablePointer<UInt8>) -> Int? {
        let bytes = unsafe text.bytes
        let length = text.count
        // Two pieces that overlap: nothing is stored behind the text's length.
        if length > 2 &* count {
            return length <= longest ? unsafe copyLong(bytes, to: base) : nil
        } else if length >= count {
            guard let first = PlainWord(bytes, at: 0),
                let last = PlainWord(bytes, at: length &- count)
            else { return nil }
            unsafe UnsafeMutableRawPointer(base).storeBytes(of: first.bytes, as: UInt64.self)
            unsafe UnsafeMutableRawPointer(base + length - count)
                .storeBytes(of: last.bytes, as: UInt64.self)
        } else if length >= 4 {
            // Any four bytes are a number, and the bounds are checked.
            let first = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = unsafe bytes.unsafeLoadUnaligned(
                fromByteOffset: length &- 4,
                as: UInt32.self
            )
            guard isPlain(UInt64(first) << 32 | UInt64(last)) else { return nil }
            unsafe UnsafeMutableRawPointer(base).storeBytes(of: first, as: UInt32.self)
            unsafe UnsafeMutableRawPointer(base + length - 4)
                .storeBytes(of: last, as: UInt32.self)
        } else {
            for index in text.indices {
                let byte = text[index]
                guard byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C else { return nil }
                unsafe base[index] = byte
            }
        }
        return length
    }

    /// Copies a text of more than two words, if it is plain.
    @inline(never)
    private static func copyLong(_ text: RawSpan, to base: UnsafeMutablePointer<UInt8>) -> Int? {
        let end = text.byteCount &- 2 &* count
        guard let first = PlainWord(text, at: 0), let second = PlainWord(text, at: count),
            let third = PlainWord(text, at: end), let last = PlainWord(text, at: end &+ count)
        else { return nil }
        let target = UnsafeMutableRawPointer(base)
        unsafe target.storeBytes(of: first.bytes, as: UInt64.self)
        unsafe (target + count).storeBytes(of: second.bytes, as: UInt64.self)
        unsafe (target + end).storeBytes(of: third.bytes, as: UInt64.self)
        unsafe (target + end + count).storeBytes(of: last.bytes, as: UInt64.self)
        return text.byteCount
    }
}
