/// Text as Python has it: a list of code points, among which lone surrogates may be.
enum CodePoints {
    /// The code points of a text whose lone surrogates are the model's stand-ins.
    ///
    /// A pair of stand-ins is the genuine character that it was read from.
    static func of(_ text: String) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard scalar.value >= firstStandIn else {
                result.append(scalar.value)
                continue
            }
            let surrogate = 0xD800 + (scalar.value - firstStandIn)
            if surrogate >= 0xDC00, let high = result.last, (0xD800...0xDBFF).contains(high) {
                result[result.count - 1] = 0x10000 + ((high - 0xD800) << 10) + (surrogate - 0xDC00)
            } else {
                result.append(surrogate)
            }
        }
        return result
    }

    /// The text of code points, lone surrogates as the model's stand-ins.
    static func text(of codePoints: some Sequence<UInt32>) -> String {
        var scalars = String.UnicodeScalarView()
        for codePoint in codePoints {
            for value in standIns(for: codePoint) {
                scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            }
        }
        return String(scalars)
    }

    private static let firstStandIn: UInt32 = 0x10F800

    private static func standIns(for codePoint: UInt32) -> [UInt32] {
        switch codePoint {
        case 0xD800...0xDFFF:
            return [firstStandIn + (codePoint - 0xD800)]
        case firstStandIn...0x10FFFF:
            let high = (codePoint - 0x10000) >> 10
            let low = 0x400 + ((codePoint - 0x10000) & 0x3FF)
            return [firstStandIn + high, firstStandIn + low]
        default:
            return [codePoint]
        }
    }
}
