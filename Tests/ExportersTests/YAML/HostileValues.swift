import NotebookModel
import NotebookTestSupport

/// Values that are hard to write and to read in YAML, the same in every run.
struct HostileValues {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    static let words = [
        "yes", "no", "Null", "~", "1e3", "1.5e+3", "0x1F", "0o17", "017", "1_000", "12:30:45",
        "2020-01-01", "2020-01-01T10:00:00Z", ".inf", "-.INF", ".nan", "<<", "=", "on", "y", "n",
        "true", "True", "TRUE", "-", "- a", "-a", "?", "? a", "?a", ":", ": a", "a: b", "a:b", "a:",
        "a #b", "a#b", "#a", "'", "''", "\"", "it's", "say \"hi\"", "back\\slash", "[a]", "{a}",
        "a, b", "@a", "`a`", "%a", "!a", "&a", "*a", "|", ">", "---", "--- a", "...", " lead",
        "trail ", "two  blanks", "a\nb", "a\n\nb", "\na", "a\n", "a \nb", "a\n b", "tab\there",
        "\u{E9}t\u{E9}", "\u{1F600} emoji", "\u{2028}", "a\u{2029}b", "\u{85}", "\u{A0}",
        "\u{FEFF}",
        "\u{7F}", "\u{1B}[0m", "\0", "\r\n", "\u{FFFE}", "\u{10FFFF}", "Python 3 (ipykernel)",
        "3.10", "+1", "-1", "1.", ".5", "0", "00", "08", "1e-7", "0b101", "null", "", " ", "\n",
        "1:2", "190:20:30.15", "\u{10F800}", "\u{10F83D}\u{10FE00}", "a\u{200B}b", "C:\\dir",
    ]

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &generator)]
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    mutating func text() -> String {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4:
            return pick(Self.words)
        case 4..<6:
            // Long texts are folded.
            let count = Int.random(in: 5..<60, using: &generator)
            let separators = chance(70) ? [" "] : [" ", "  ", "\n", "\\ ", "' ", " '"]
            return (0..<count).map { _ in
                pick(["word", "longerword", "a", "b:", "caf\u{E9}", "it's"]) + pick(separators)
            }.joined()
        case 6:
            return (0..<Int.random(in: 20..<40, using: &generator)).map { _ in
                pick(["plain", "words", "only", "here"])
            }.joined(separator: " ")
        default:
            let count = Int.random(in: 1..<5, using: &generator)
            return (0..<count).map { _ in pick(Self.words) }.joined(
                separator: pick(["", " ", "\n"])
            )
        }
    }

    mutating func number() -> JSONValue {
        let spellings = [
            "0", "-0", "1", "-17", "12345678901234567890", "1.0", "0.1", "1e5", "1E400", "-1e400",
            "1e-7", "3.14", "1e16", "1e+22", "-0.0", "123456789.123", "5e-324",
        ]
        return JSONNumber(lexeme: pick(spellings)).map(JSONValue.number) ?? .null
    }

    mutating func value(depth: Int = 3) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &generator) {
        case 0: return pick([.null, .bool(true), .bool(false)])
        case 1: return number()
        case 2..<6: return .string(text())
        case 6, 7:
            let count = Int.random(in: 0..<4, using: &generator)
            return .array((0..<count).map { _ in value(depth: depth - 1) })
        default: return .object(object(depth: depth - 1))
        }
    }

    mutating func object(depth: Int = 3) -> JSONObject {
        let count = Int.random(in: 0..<5, using: &generator)
        var object = JSONObject()
        for _ in 0..<count {
            let key = chance(70) ? pick(["a", "b", "name", "key_1", "x-y"]) : text()
            object[key] = value(depth: depth)
        }
        return object
    }
}
