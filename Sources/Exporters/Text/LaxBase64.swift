/// Base64 as Python's `binascii.a2b_base64` decodes it: what is no digit doesn't count.
enum LaxBase64 {
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// Decodes digits up to the padding that ends them.
    ///
    /// - Parameters:
    ///   - text: The digits.
    ///   - allowsNonASCII: Whether characters beyond ASCII don't count either, as in bytes that
    ///     Python decodes; in a string they are an error there.
    /// - Returns: The bytes, or `nil` if the last group of digits is not complete.
    static func decode(_ text: String, allowsNonASCII: Bool = false) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let values = values
        var output = [UInt8](repeating: 0, count: bytes.count / 4 * 3 + 3)
        var end = 0
        var index = 0
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        while index < bytes.count {
            if count == 0, index + 4 <= bytes.count {
                let first = values[Int(bytes[index])]
                let second = values[Int(bytes[index + 1])]
                let third = values[Int(bytes[index + 2])]
                let fourth = values[Int(bytes[index + 3])]
                if first | second | third | fourth < 64 {
                    output[end] = first << 2 | second >> 4
                    output[end + 1] = second << 4 | third >> 2
                    output[end + 2] = third << 6 | fourth
                    end += 3
                    index += 4
                    padding = 0
                    continue
                }
            }
            let byte = bytes[index]
            index += 1
            if byte >= 0x80, !allowsNonASCII { return nil }
            if byte == UInt8(ascii: "="), count >= 2 {
                padding += 1
                if count + padding >= 4 {
                    if !allowsNonASCII, bytes[index...].contains(where: { $0 >= 0x80 }) {
                        return nil
                    }
                    output.removeSubrange(end...)
                    return output
                }
            }
            let value = values[Int(byte)]
            guard value < 64 else { continue }
            padding = 0
            count += 1
            switch count {
            case 1: bits = UInt32(value)
            case 2: output[end] = UInt8(truncatingIfNeeded: bits << 2 | UInt32(value) >> 4)
            case 3: output[end] = UInt8(truncatingIfNeeded: bits << 4 | UInt32(value) >> 2)
            default: output[end] = UInt8(truncatingIfNeeded: bits << 6 | UInt32(value))
            }
            if count > 1 { end += 1 }
            bits = UInt32(value)
            count &= 3
        }
        guard count == 0 else { return nil }
        output.removeSubrange(end...)
        return output
    }
}
