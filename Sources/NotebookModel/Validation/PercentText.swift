/// Text with `%XX` for bytes (RFC 3986, section 2.1).
package enum PercentText {
    /// The number of bytes that it stands for; what is no escape counts as it is.
    package static func decodedByteCount(of bytes: [UInt8]) -> Int {
        var count = 0
        var index = 0
        while index < bytes.count {
            index += escape(in: bytes, at: index) == nil ? 1 : 3
            count += 1
        }
        return count
    }

    /// The bytes that it stands for; what is no escape is left as it is.
    package static func decode(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let value = escape(in: bytes, at: index)
            decoded.append(value ?? bytes[index])
            index += value == nil ? 1 : 3
        }
        return decoded
    }

    /// Whether each `%` begins an escape.
    package static func isWhole(_ bytes: [UInt8]) -> Bool {
        bytes.indices.allSatisfy {
            bytes[$0] != UInt8(ascii: "%") || escape(in: bytes, at: $0) != nil
        }
    }

    /// The byte that the escape at a position stands for, if there is one.
    static func escape(in bytes: [UInt8], at index: Int) -> UInt8? {
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
