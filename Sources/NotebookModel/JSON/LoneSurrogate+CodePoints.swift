extension LoneSurrogate {
    /// The code points that a text of the model stands for, surrogates among them.
    ///
    /// A pair of stand-ins is the genuine character that it was read from.
    package static func codePoints(of text: String) -> [UInt32] {
        var codePoints: [UInt32] = []
        codePoints.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard scalar.value >= first else {
                codePoints.append(scalar.value)
                continue
            }
            let surrogate = 0xD800 + (scalar.value - first)
            if surrogate >= 0xDC00, let high = codePoints.last, (0xD800...0xDBFF).contains(high) {
                codePoints[codePoints.count - 1] =
                    0x10000 + ((high - 0xD800) << 10) + (surrogate - 0xDC00)
            } else {
                codePoints.append(surrogate)
            }
        }
        return codePoints
    }

    /// The text of the model for a text without surrogates, such as one decoded from UTF-8.
    package static func text(ofGenuine text: String) -> String {
        guard text.utf8.contains(leadByte) else { return text }
        return Self.text(of: text.unicodeScalars.lazy.map(\.value))
    }

    /// The text of the model for code points, among which surrogates may be.
    package static func text(of codePoints: some Sequence<UInt32>) -> String {
        var bytes: [UInt8] = []
        for codePoint in codePoints { append(codePoint, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
