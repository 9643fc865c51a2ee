/// String literals as Python's `repr` writes them.
enum PythonRepr {
    private static let digits = Array("0123456789abcdef".utf8)
    /// The first of the stand-ins for lone surrogates (``Cell/source``).
    private static let firstSurrogate: UInt32 = 0x10F800

    /// Appends the literal of a text: in single quotes, unless it holds those and no double ones.
    static func append(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
        let text = Array(text)
        let single = UInt8(ascii: "'")
        let double = UInt8(ascii: "\"")
        let quote = text.contains(single) && !text.contains(double) ? double : single
        output.append(quote)
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case quote, UInt8(ascii: "\\"):
                output += [UInt8(ascii: "\\"), byte]
            case 0x20...0x7E:
                output.append(byte)
            case 0x09:
                output += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0x0A:
                output += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x0D:
                output += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case ..<0x80:
                appendEscape(UInt32(byte), to: &output)
            default:
                let (scalar, end) = PythonLexis.scalar(in: text[...], at: index)
                if PythonCharacter.isPrintable(scalar) {
                    output += text[index..<end]
                } else {
                    appendEscape(scalar.value, to: &output)
                }
                index = end
                continue
            }
            index += 1
        }
        output.append(quote)
    }

    private static func appendEscape(_ value: UInt32, to output: inout [UInt8]) {
        let value = value >= firstSurrogate ? value - firstSurrogate + 0xD800 : value
        let (letter, width): (UInt8, UInt32) =
            value < 0x100
            ? (UInt8(ascii: "x"), 2)
            : value < 0x10000 ? (UInt8(ascii: "u"), 4) : (UInt8(ascii: "U"), 8)
        output += [UInt8(ascii: "\\"), letter]
        for place in (0..<width).reversed() {
            output.append(digits[Int(value >> (4 * place) & 15)])
        }
    }
}
