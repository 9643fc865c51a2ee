/// Base64 (RFC 4648, section 4), as notebooks carry images.
public enum Base64 {
    static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// What each digit stands for; 255 for bytes that are none.
    package static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// Encodes bytes on one line, padded.
    ///
    /// - Parameter bytes: The bytes.
    /// - Returns: The digits.
    public static func encode(_ bytes: [UInt8]) -> String {
        let digits = alphabet
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let second = left > 1 ? bytes[index + 1] : 0
            let third = left > 2 ? bytes[index + 2] : 0
            output.append(digits[Int(bytes[index] >> 2)])
            output.append(digits[Int((bytes[index] & 0x03) << 4 | second >> 4)])
            output.append(left > 1 ? digits[Int((second & 0x0F) << 2 | third >> 6)] : 0x3D)
            output.append(left > 2 ? digits[Int(third & 0x3F)] : 0x3D)
            index += 3
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Decodes digits; white space is passed over and padding may be missing.
    ///
    /// - Parameter text: The digits.
    /// - Returns: The bytes, or `nil` if anything else stands in the text or a digit is left alone.
    public static func decode(_ text: String) -> [UInt8]? {
        text.withBytes { digits in
            var output = [UInt8](repeating: 0, count: digits.count / 4 * 3 + 4)
            guard let end = decode(digits, to: &output) else { return nil }
            output.removeLast(output.count - end)
            return output
        }
    }

    /// Decodes digits to where there is room for them, and tells where they end.
    private static func decode(_ digits: Span<UInt8>, to output: inout [UInt8]) -> Int? {
        let values = values
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        var index = 0
        var end = 0
        while true {
            if count == 0, padding == 0 {
                decodeGroups(digits, from: &index, to: &output, at: &end)
            }
            guard index < digits.count else { break }
            let byte = digits[index]
            let value = values[Int(byte)]
            index += 1
            if value < 64, padding == 0 {
                bits = bits << 6 | UInt32(value)
                count += 1
                if count == 4 {
                    for shift in [16, 8, 0] as [UInt32] {
                        output[end] = UInt8(truncatingIfNeeded: bits >> shift)
                        end += 1
                    }
                    bits = 0
                    count = 0
                }
            } else if byte == UInt8(ascii: "=") {
                padding += 1
            } else if !isSpace(byte) {
                return nil
            }
        }
        guard count != 1, padding <= 2 else { return nil }
        if count > 0 { bits <<= 6 * UInt32(4 - count) }
        if count >= 2 { output[end] = UInt8(truncatingIfNeeded: bits >> 16) }
        if count == 3 { output[end + 1] = UInt8(truncatingIfNeeded: bits >> 8) }
        return end + max(count - 1, 0)
    }

    /// The number of bytes that the digits decode to, without decoding them.
    ///
    /// - Parameter text: The digits, with or without white space and padding.
    /// - Returns: The number; what can't be decoded counts as if it were digits.
    public static func decodedByteCount(of text: some StringProtocol) -> Int {
        let digits = String(text).withBytes(digitCount)
        return digits / 4 * 3 + [0, 0, 1, 2][digits % 4]
    }

    private static func digitCount(_ text: Span<UInt8>) -> Int {
        var count = 0
        var index = 0
        while index < text.count {
            if index &+ 8 <= text.count {
                // Any eight bytes are a number, and the bounds are checked.
                let word = unsafe text.bytes.unsafeLoadUnaligned(
                    fromByteOffset: index,
                    as: UInt64.self
                )
                if isFree(word) {
                    count &+= 8
                    index &+= 8
                    continue
                }
            }
            let byte = text[index]
            if byte != UInt8(ascii: "="), !isSpace(byte) { count &+= 1 }
            index &+= 1
        }
        return count
    }

    /// Whether no byte of a word is padding or white space, nor any other control.
    @inline(__always)
    private static func isFree(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let padding = word ^ (ones &* 0x3D)
        // The high bit of a byte tells that it, or one before it, is meant.
        let found = ((padding &- ones) & ~padding) | ((word &- (ones &* 0x21)) & ~word)
        return found & (ones &* 0x80) == 0
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
