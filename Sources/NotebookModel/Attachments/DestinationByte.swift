/// A byte of a link's destination and the number of bytes that it is written with.
struct DestinationByte {
    var value: UInt8
    var count = 1

    /// Takes a byte as it is.
    init(_ value: UInt8) {
        self.value = value
    }

    /// Reads a byte, an escape `%XX` or punctuation behind a backslash (CommonMark, section 2.4).
    init(in text: [UInt8], at index: Int) {
        value = text[index]
        if value == UInt8(ascii: "%"), let escaped = PercentText.escape(in: text, at: index) {
            value = escaped
            count = 3
        } else if value == UInt8(ascii: "\\"), index + 1 < text.count,
            DestinationByte.isPunctuation(text[index + 1])
        {
            value = text[index + 1]
            count = 2
        }
    }

    /// The bytes that a part of a text stands for.
    static func decode(_ text: [UInt8], at range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = DestinationByte(in: text, at: index)
            bytes.append(byte.value)
            index += byte.count
        }
        return bytes
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
