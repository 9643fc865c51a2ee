/// Text with `%XX` for bytes (RFC 3986, section 2.1).
enum PercentText {
    /// The number of bytes that it stands for; what is no escape counts as it is.
    static func decodedByteCount(of text: some StringProtocol) -> Int {
        let bytes = Array(text.utf8)
        var count = 0
        var index = 0
        while index < bytes.count {
            index += escape(in: bytes, at: index) == nil ? 1 : 3
            count += 1
        }
        return count
    }

    /// The bytes, or nil if a `%` is no escape.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let value = escape(in: bytes, at: index) {
                decoded.append(value)
                index += 3
            } else if bytes[index] == UInt8(ascii: "%") {
                return nil
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    private static func escape(in bytes: [UInt8], at index: Int) -> UInt8? {
        guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
            let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
        else { return nil }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
