/// The stand-ins for UTF-16 surrogates without partner, which no Swift string can hold.
///
/// The surrogate 0xD800 + n stands as U+10F800 + n, n below 0x800. The genuine characters of that
/// range stand as the stand-ins of their two surrogates. The mapping is one to one: a high stand-in
/// followed by a low one can only be a genuine character, since in a JSON text such a pair is no
/// lone surrogate.
package enum LoneSurrogate {
    /// The first of the stand-ins.
    package static let first: UInt32 = 0x10F800

    /// The first byte of every stand-in in UTF-8; few other characters have it.
    static let leadByte: UInt8 = 0xF4

    /// Appends a code point to UTF-8, a surrogate or a genuine character of the range as stand-ins.
    static func append(_ codePoint: UInt32, to bytes: inout [UInt8]) {
        if codePoint >= first {
            let high = 0xD800 + ((codePoint - 0x10000) >> 10)
            let low = 0xDC00 + ((codePoint - 0x10000) & 0x3FF)
            appendPlain(first + (high - 0xD800), to: &bytes)
            appendPlain(first + (low - 0xD800), to: &bytes)
        } else if (0xD800...0xDFFF).contains(codePoint) {
            appendPlain(first + (codePoint - 0xD800), to: &bytes)
        } else {
            appendPlain(codePoint, to: &bytes)
        }
    }

    /// Appends a code point that is no surrogate to UTF-8.
    static func appendPlain(_ codePoint: UInt32, to bytes: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 {
            UInt8(0x80 | ((codePoint >> shift) & 0x3F))
        }
        switch codePoint {
        case ..<0x80:
            bytes.append(UInt8(codePoint))
        case ..<0x800:
            bytes.append(UInt8(0xC0 | (codePoint >> 6)))
            bytes.append(tail(0))
        case ..<0x10000:
            bytes.append(UInt8(0xE0 | (codePoint >> 12)))
            bytes.append(tail(6))
            bytes.append(tail(0))
        default:
            bytes.append(UInt8(0xF0 | (codePoint >> 18)))
            bytes.append(tail(12))
            bytes.append(tail(6))
            bytes.append(tail(0))
        }
    }

    /// The surrogate whose stand-in starts at a byte, if one does.
    static func surrogate(in bytes: Span<UInt8>, at index: Int) -> UInt32? {
        guard index + 3 < bytes.count, bytes[index] == leadByte, bytes[index + 1] == 0x8F,
            bytes[index + 2] >= 0xA0
        else { return nil }
        return 0xD800 + (UInt32(bytes[index + 2] - 0xA0) << 6 | UInt32(bytes[index + 3] & 0x3F))
    }
}
