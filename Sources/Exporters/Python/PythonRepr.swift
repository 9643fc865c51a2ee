internal import NotebookModel

/// String literals as Python's `repr` writes them.
enum PythonRepr {
    private static let digits = Array("0123456789abcdef".utf8)

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
                let (first, end) = PythonLexis.scalar(in: text[...], at: index)
                index = end
                var value = codePoint(of: first)
                if value >> 10 == 0x36, end < text.count {  // the first of a pair?
                    let (second, end) = PythonLexis.scalar(in: text[...], at: end)
                    let low = codePoint(of: second)
                    if low >> 10 == 0x37 {
                        value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
                        index = end
                    }
                }
                if let scalar = Unicode.Scalar(value), PythonCharacter.isPrintable(scalar) {
                    output += String(scalar).utf8
                } else {
                    appendEscape(value, to: &output)
                }
                continue
            }
            index += 1
        }
        output.append(quote)
    }

    /// What a character stands for, which may be a surrogate.
    private static func codePoint(of scalar: Unicode.Scalar) -> UInt32 {
        let value = scalar.value
        return value >= LoneSurrogate.first ? value - LoneSurrogate.first + 0xD800 : value
    }

    private static func appendEscape(_ value: UInt32, to output: inout [UInt8]) {
        let (letter, width): (UInt8, UInt32) =
            value < 0x100
            ? (UInt8(ascii: "x"), 2)
            : value < 0x10000 ? (UInt8(ascii: "u"), 4) : (UInt8(ascii: "U"), 8)
        output += [UInt8(ascii: "\\"), letter]
        for place in (0..<width).reversed() {
            output.append(digits[Int(value >> (4 * place) & 15)])
        }
    }

    /// The text of a literal as `repr` writes it; `nil` if it has a prefix or another escape.
    static func text(of literal: ArraySlice<UInt8>) -> [UInt8]? {
        guard let quote = literal.first, PythonLexis.isQuote(quote), literal.count > 1,
            !PythonLexis.isTripleQuote(in: literal, at: literal.startIndex)
        else { return nil }
        let inner = literal.dropFirst().dropLast()
        var output: [UInt8] = []
        output.reserveCapacity(inner.count)
        var index = inner.startIndex
        while index < inner.endIndex {
            guard inner[index] == UInt8(ascii: "\\") else {
                output.append(inner[index])
                index += 1
                continue
            }
            guard index + 1 < inner.endIndex else { return nil }
            let letter = inner[index + 1]
            index += 2
            switch letter {
            case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): output.append(letter)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
                let width = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
                let digits = inner[index...].prefix(width)
                guard digits.count == width,
                    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                    let scalar = scalar(of: value)
                else { return nil }
                output += String(scalar).utf8
                index += width
            default: return nil
            }
        }
        return output
    }

    private static func scalar(of value: UInt32) -> Unicode.Scalar? {
        let isSurrogate = (0xD800...0xDFFF).contains(value)
        return Unicode.Scalar(isSurrogate ? value - 0xD800 + LoneSurrogate.first : value)
    }
}
