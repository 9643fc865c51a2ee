internal import NotebookModel

/// The texts as which a secret may come back without anybody's intent.
///
/// As it is, and as Python's `repr` and `ascii`, JSON, HTML and URLs spell it; and each line of it by
/// itself, since tools print keys line by line.
struct SecretForms: Sendable {
    /// The least number of bytes that is looked for: shorter texts stand anywhere.
    static let shortest = 4

    let needles: Set<[UInt8]>

    init(_ secrets: [Secret]) {
        var texts: Set<String> = []
        for secret in secrets {
            let lines = secret.exposed.split(whereSeparator: \.isNewline).map { line in
                String(line.drop(while: \.isWhitespace))
            }
            for text in [secret.exposed] + lines {
                texts.formUnion([text] + Self.spellings(of: text))
            }
        }
        needles = Set(texts.map { Array($0.utf8) }.filter { $0.count >= Self.shortest })
    }

    private static func spellings(of text: String) -> [String] {
        let json = JSONValue.string(text)
        let ascii = JSONWriter(escapesNonASCII: true)
        let spellings = [
            spelled(text) { $0 == "'" ? "\\'" : backslashed($0) },
            spelled(text) { $0 == "\"" ? "\\\"" : backslashed($0) },
            spelled(text, backslashed),
            spelledAsBytes(text, quote: "'"), spelledAsBytes(text, quote: "\""),
            spelledAsASCII(text, quote: "'"), spelledAsASCII(text, quote: "\""),
            spelledAsASCII(text, quote: nil),
            String(
                decoding: JSONWriter.compact.bytes(for: json).dropFirst().dropLast(),
                as: UTF8.self
            ),
            String(decoding: ascii.bytes(for: json).dropFirst().dropLast(), as: UTF8.self),
            spelled(text) { html[$0] },
        ]
        // A notebook shows the `repr` of what such a function returns.
        return spellings + spellings.map { $0.replacing("\\", with: "\\\\") } + urls(of: text)
    }

    /// As Python's `repr` spells the bytes of a text in UTF-8, between either kind of quotes.
    private static func spelledAsBytes(_ text: String, quote: Unicode.Scalar) -> String {
        spelled(text) { scalar in
            if scalar == quote { return "\\\(quote)" }
            guard !scalar.isASCII else { return backslashed(scalar) }
            return String(scalar).utf8.map { "\\x" + String($0, radix: 16) }.joined()
        }
    }

    /// As Python's `ascii` spells a text, between either kind of quotes or where none is escaped.
    private static func spelledAsASCII(_ text: String, quote: Unicode.Scalar?) -> String {
        spelled(text) { scalar in
            if scalar == quote { return "\\\(scalar)" }
            guard !scalar.isASCII else { return backslashed(scalar) }
            let digits = String(scalar.value, radix: 16)
            let (mark, width) =
                switch digits.count {
                case ...2: ("\\x", 2)
                case ...4: ("\\u", 4)
                default: ("\\U", 8)
                }
            return mark + String(repeating: "0", count: width - digits.count) + digits
        }
    }

    /// As `urllib.parse.quote` does, that with no safe characters, `quote_plus`, and JavaScript's
    /// `encodeURIComponent` and `encodeURI`.
    private static func urls(of text: String) -> [String] {
        let kept = ["_.-~/", "_.-~", "_.-~!'()*", "_.-~!'()*;/?:@&=+$,#"].map { safe in
            spelled(text) { percented($0, except: safe) }
        }
        return kept + [kept[1].replacing("%20", with: "+")]
    }

    private static let html: [Unicode.Scalar: String] = [
        "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#x27;",
    ]

    private static func backslashed(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: nil
        }
    }

    private static func percented(_ scalar: Unicode.Scalar, except safe: String) -> String? {
        let isPlain =
            scalar.isASCII
            && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || safe.unicodeScalars.contains(scalar))
        guard !isPlain else { return nil }
        return String(scalar).utf8.map { byte in
            "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static func spelled(
        _ text: String,
        _ spelling: (Unicode.Scalar) -> String?
    ) -> String {
        text.unicodeScalars.map { spelling($0) ?? String($0) }.joined()
    }
}
