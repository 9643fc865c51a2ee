internal import NotebookModel

/// A scalar on its way into YAML, and what is to be known of it to choose its style.
struct YAMLScalar {
    /// The styles in the order of preference.
    enum Style {
        case plain
        case singleQuoted
        case doubleQuoted
    }

    /// The code points.
    let text: [UInt32]
    private(set) var isMultiline = false
    private var allowsPlain = true
    private var allowsSingleQuotes = true

    /// Makes a scalar of a value that is no collection.
    init(_ value: JSONValue) {
        switch value {
        case .string(let string):
            self.init(text: LoneSurrogate.codePoints(of: string))
        case .bool(let bool):
            self.init(word: bool ? "true" : "false")
        case .number(let number):
            self.init(word: YAMLScalar.spelling(of: number))
        default:
            self.init(word: "null")
        }
    }

    /// Makes a scalar of a string.
    init(text: [UInt32]) {
        self.text = text
        if YAMLScalar.isSimple(text.span) { return }
        analyze()
        // What would be read as something else than text is quoted.
        if YAMLTag(text) != .string { allowsPlain = false }
    }

    /// Makes a scalar of a word that is plain.
    private init(word: String) {
        text = word.unicodeScalars.map(\.value)
    }

    /// Tells whether a text is surely plain and text: letters, digits and a few signs behind a
    /// letter, and no word that means something else.
    static func isSimple<Unit: FixedWidthInteger>(_ text: Span<Unit>) -> Bool {
        guard text.count > 0, (0x61...0x7A).contains(text[0] | 0x20),
            text[text.count - 1] != 0x20, text.count > 5 || !mayBeWord(text)
        else { return false }
        for index in text.indices {
            switch text[index] {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x5F: continue
            default: return false
            }
        }
        return true
    }

    /// Tells whether a text starts as a word does that is a truth value or null, and is as long.
    private static func mayBeWord<Unit: FixedWidthInteger>(_ text: Span<Unit>) -> Bool {
        switch (text.count, UInt8(truncatingIfNeeded: text[0] | 0x20)) {
        case (1, 0x79), (1, 0x6E): true  // y, n
        case (2, 0x6E), (2, 0x6F): true  // no, on
        case (3, 0x79), (3, 0x6F): true  // yes, off
        case (4, 0x74): true  // true
        case (4, 0x6E): text[1] | 0x20 != 0x61  // null, but not name
        case (5, 0x66): true  // false
        default: false
        }
    }

    /// Tells whether the text can be the key of a mapping on one line.
    ///
    /// The limit of 128 characters counts the name of the type, `!!str`.
    var isSimpleKey: Bool {
        !text.isEmpty && !isMultiline && text.count + 5 < 128
    }

    /// The style to write in.
    func style(asKey: Bool) -> Style {
        if allowsPlain { return .plain }
        return allowsSingleQuotes && !(asKey && isMultiline) ? .singleQuoted : .doubleQuoted
    }

    /// The code points that end a line in YAML 1.1, but for the carriage return.
    static func isBreak(_ codePoint: UInt32) -> Bool {
        codePoint == 0x0A || codePoint == 0x85 || codePoint == 0x2028 || codePoint == 0x2029
    }

    private static func isSpaceOrBreak(_ codePoint: UInt32) -> Bool {
        codePoint == 0 || codePoint == 0x20 || codePoint == 0x09 || codePoint == 0x0D
            || isBreak(codePoint)
    }

    private static func spelling(of number: JSONNumber) -> String {
        if !number.isInteger, let double = number.double {
            if double.isNaN { return ".nan" }
            if double.isInfinite { return double < 0 ? "-.inf" : ".inf" }
        }
        let writer = JSONWriter(respellsNumbers: true)
        let text = String(decoding: writer.bytes(for: .number(number)), as: UTF8.self)
        // A float of YAML 1.1 has a point.
        guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    /// Finds out which styles can express the text.
    private mutating func analyze() {
        guard let first = text.first, let last = text.last else { return }
        var indicates =
            text.starts(with: [0x2D, 0x2D, 0x2D]) || text.starts(with: [0x2E, 0x2E, 0x2E])
        var isSpecial = false
        var hasBreakSpace = false
        var hasSpaceBreak = false
        var previous: UInt32?
        for (index, codePoint) in text.enumerated() {
            let next = index + 1 < text.count ? text[index + 1] : 0x20
            if YAMLScalar.isIndicator(codePoint, after: previous, before: next) {
                indicates = true
            }
            if YAMLScalar.isBreak(codePoint) {
                isMultiline = true
                if previous == 0x20 { hasSpaceBreak = true }
            } else if codePoint == 0x20, let previous, YAMLScalar.isBreak(previous) {
                hasBreakSpace = true
            }
            if codePoint != 0x0A, !(0x20...0x7E).contains(codePoint) { isSpecial = true }
            previous = codePoint
        }
        let isPadded = [first, last].contains { $0 == 0x20 || YAMLScalar.isBreak($0) }
        allowsSingleQuotes = !hasBreakSpace && !hasSpaceBreak && !isSpecial
        allowsPlain = allowsSingleQuotes && !isPadded && !isMultiline && !indicates
    }

    /// Tells whether a code point has a meaning of its own in a plain scalar of block style.
    private static func isIndicator(
        _ codePoint: UInt32,
        after previous: UInt32?,
        before next: UInt32
    ) -> Bool {
        switch Unicode.Scalar(codePoint) {
        case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
            previous == nil
        case "#":
            previous.map(isSpaceOrBreak) ?? true
        case "?", "-":
            previous == nil && isSpaceOrBreak(next)
        case ":":
            isSpaceOrBreak(next)
        default:
            false
        }
    }
}
