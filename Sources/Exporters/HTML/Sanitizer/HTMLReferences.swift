/// Character references of HTML (`&amp;`, `&#65;`).
enum HTMLReferences {
    /// Those that can hide a character with a meaning in addresses or markup.
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "colon": ":", "sol": "/", "bsol": "\\", "quest": "?", "num": "#", "equals": "=",
        "period": ".", "comma": ",", "semi": ";", "lpar": "(", "rpar": ")", "percnt": "%",
        "Tab": "\t", "NewLine": "\n", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
        "lbrack": "[", "rbrack": "]", "lowbar": "_", "plus": "+", "excl": "!", "ast": "*",
        "commat": "@", "dollar": "$", "grave": "`",
    ]

    /// Resolves references with a number and those to ASCII characters; others stay as written.
    ///
    /// Whoever writes the result has to escape it again, so what stays is shown literally and can
    /// hide nothing.
    static func resolve(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            output.append(contentsOf: rest[..<start])
            if let found = reference(at: start, in: rest) {
                output.append(contentsOf: found.text.utf8)
                rest = rest[found.end...]
            } else {
                output.append(UInt8(ascii: "&"))
                rest = rest[(start + 1)...]
            }
        }
        output.append(contentsOf: rest)
        return output
    }

    /// Adds text between tags; what looks like a reference stays one.
    static func appendText(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            HTMLText.escape(rest[..<start], to: &output)
            if let end = wellFormedEnd(at: start, in: rest) {
                output.append(contentsOf: rest[start..<end])
                rest = rest[end...]
            } else {
                output.add("&amp;")
                rest = rest[(start + 1)...]
            }
        }
        HTMLText.escape(rest, to: &output)
    }

    /// The end of something like `&name;`, `&#1;` or `&#x1;`.
    private static func wellFormedEnd(at start: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        let body = bytes[(start + 1)...].prefix(33)
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")), semicolon > start + 1 else {
            return nil
        }
        var name = body[..<semicolon]
        if name.first == UInt8(ascii: "#") {
            name.removeFirst()
            guard scalar(name) != nil else { return nil }
            return semicolon + 1
        }
        let isName = name.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
        }
        return isName ? semicolon + 1 : nil
    }

    private static func reference(
        at start: Int,
        in bytes: ArraySlice<UInt8>
    ) -> (text: String, end: Int)? {
        let body = bytes[(start + 1)...].prefix(12)
        if body.first == UInt8(ascii: "#") {
            // Browsers take numbers without the semicolon too, and with any number of zeros.
            let isHex = body.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
            let digits = bytes[(start + (isHex ? 3 : 2))...].prefix { isDigit($0, hex: isHex) }
            let prefix: [UInt8] = isHex ? [UInt8(ascii: "x")] : []
            let significant = digits.drop { $0 == UInt8(ascii: "0") }
            guard !digits.isEmpty else { return nil }
            let scalar = scalar((prefix + significant)[...]) ?? "\u{FFFD}"
            let hasSemicolon = bytes[digits.endIndex...].first == UInt8(ascii: ";")
            return (String(scalar), digits.endIndex + (hasSemicolon ? 1 : 0))
        }
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")),
            let text = named[String(decoding: body[..<semicolon], as: UTF8.self)]
        else { return nil }
        return (text, semicolon + 1)
    }

    private static func isDigit(_ byte: UInt8, hex: Bool) -> Bool {
        (0x30...0x39).contains(byte) || (hex && (0x61...0x66).contains(byte | 0x20))
    }

    /// The character that digits (behind an `x` hexadecimal ones) give.
    private static func scalar(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let isHex = digits.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
        guard text.utf8.count <= 8, text.utf8.allSatisfy({ isDigit($0, hex: isHex) }),
            let value = UInt32(text, radix: isHex ? 16 : 10), value != 0
        else { return nil }
        return Unicode.Scalar(value)
    }
}
