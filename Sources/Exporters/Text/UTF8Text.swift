internal import NotebookModel

/// Bytes that should be text in UTF-8.
enum UTF8Text {
    /// Where the first byte stands that is not part of a character, if there is one.
    static func firstInvalidOffset(_ bytes: [UInt8]) -> Int? {
        var index = ByteScanner.endOfASCII(in: bytes.span, from: 0)
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index = ByteScanner.endOfASCII(in: bytes.span, from: index)
                continue
            }
            let length = length(bytes[index])
            guard length > 0, index + length <= bytes.count,
                isSecond(bytes[index + 1], behind: bytes[index])
            else { return index }
            for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 {
                return index
            }
            index += length
        }
        return nil
    }

    private static func length(_ byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    /// Tells whether the second byte fits the first: no overlong forms, no surrogates.
    private static func isSecond(_ byte: UInt8, behind first: UInt8) -> Bool {
        switch first {
        case 0xE0: (0xA0...0xBF).contains(byte)
        case 0xED: (0x80...0x9F).contains(byte)
        case 0xF0: (0x90...0xBF).contains(byte)
        case 0xF4: (0x80...0x8F).contains(byte)
        default: byte & 0xC0 == 0x80
        }
    }
}
