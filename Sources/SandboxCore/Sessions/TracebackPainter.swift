internal import NotebookModel

/// Colours a traceback as CPython does (3.13, `traceback.py`, `colorize`).
///
/// It goes by the look of the lines, which a message can imitate: then a line of it has colours.
struct TracebackPainter {
    /// Sequences of ECMA-48, "select graphic rendition".
    private enum Colour: String {
        case place = "\u{1B}[35m"
        case name = "\u{1B}[1;35m"
        case blamed = "\u{1B}[31m"
        case blamedMost = "\u{1B}[1;31m"
        case none = "\u{1B}[0m"
    }

    private static let header = "Traceback (most recent call last):"
    private static let links = [
        "The above exception was the direct cause of the following exception:",
        "During handling of the above exception, another exception occurred:",
    ]

    /// Whether the lines have the margins of an exception group.
    private let hasMargins: Bool
    /// Whether the next line without indent begins with the name of an exception.
    private var expectsName = true

    static func paint(_ lines: [String]) -> [String] {
        var painter = TracebackPainter(
            hasMargins: lines.contains { $0.hasSuffix("+ Exception Group \(header)") }
        )
        return lines.indices.map { index in
            let next = lines.indices.contains(index + 1) ? lines[index + 1] : ""
            return painter.paint(lines[index], before: next)
        }
    }

    private init(hasMargins: Bool) {
        self.hasMargins = hasMargins
    }

    private mutating func paint(_ line: String, before next: String) -> String {
        let (margin, text) = divided(line)
        return margin + paint(text, next: divided(next).text)
    }

    private mutating func paint(_ text: Substring, next: Substring) -> String {
        let isDivider = hasMargins && text.drop { $0 == " " }.hasPrefix("+-")
        if isDivider || text.hasSuffix(Self.header) || Self.links.contains(String(text)) {
            expectsName = true
            return text.safe
        }
        if let place = Self.place(text) {
            expectsName = true
            return place
        }
        if Self.isMarks(text) { return Self.blame(text, by: text) }
        if text.first == " " { return Self.isMarks(next) ? Self.blame(text, by: next) : text.safe }
        guard expectsName, let name = Self.name(text) else { return text.safe }
        expectsName = false
        return name
    }

    /// Takes off the margin of a line of an exception group.
    private func divided(_ line: String) -> (margin: Substring, text: Substring) {
        let start = line.firstIndex { $0 != " " } ?? line.endIndex
        guard hasMargins, let end = line.index(start, offsetBy: 2, limitedBy: line.endIndex),
            ["| ", "+ "].contains(line[start..<end])
        else { return (margin: "", text: line[...]) }
        return (line[..<end], line[end...])
    }

    /// A line such as `  File "<cell 1>", line 3, in f`.
    private static func place(_ text: Substring) -> String? {
        let start = "  File "
        guard text.hasPrefix(start + "\"") else { return nil }
        let rest = text.dropFirst(start.count)
        let separator = "\", line "
        guard let end = rest.indices.first(where: { rest[$0...].hasPrefix(separator) }) else {
            return nil
        }
        let file = rest[...end]
        let after = rest[end...].dropFirst(separator.count)
        let number = after.prefix { $0.isASCII && $0.isNumber }
        guard !number.isEmpty else { return nil }
        var line = "\(start)\(painted(file, .place)), line \(painted(number, .place))"
        let last = after.dropFirst(number.count)
        if last.hasPrefix(", in ") {
            line += ", in " + painted(last.dropFirst(5), .place)
        } else {
            line += last.safe
        }
        return line
    }

    /// A line such as `json.decoder.JSONDecodeError: what is wrong`.
    private static func name(_ text: Substring) -> String? {
        let name = text.prefix { $0.isLetter || $0.isNumber || "_.<>".contains($0) }
        guard !name.isEmpty else { return nil }
        let rest = text.dropFirst(name.count)
        if rest.isEmpty { return painted(name, .name) }
        guard rest.hasPrefix(": ") else { return nil }
        return "\(painted(name, .name)): \(painted(rest.dropFirst(2), .place))"
    }

    private static func isMarks(_ text: Substring) -> Bool {
        text.utf8.contains { $0 != UInt8(ascii: " ") } && text.first == " "
            && text.utf8.allSatisfy { " ~^".utf8.contains($0) }
    }

    /// Colours what is marked in the line below, or the marks themselves.
    private static func blame(_ text: Substring, by marks: Substring) -> String {
        // Python counts the columns of wide characters as two, its older versions as one.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.safe }
        var line = ""
        var (rest, marks) = (text, marks)
        while let mark = marks.first, !rest.isEmpty {
            let count = marks.prefix { $0 == mark }.count
            let part = rest.prefix(count)
            switch mark {
            case "~": line += painted(part, .blamed)
            case "^": line += painted(part, .blamedMost)
            default: line += part.safe
            }
            marks = marks.dropFirst(count)
            rest = rest.dropFirst(count)
        }
        return line + rest.safe
    }

    private static func painted(_ text: Substring, _ colour: Colour) -> String {
        "\(colour.rawValue)\(text.safe)\(Colour.none.rawValue)"
    }
}

extension Substring {
    /// The text without anything that steers a terminal.
    fileprivate var safe: String { String(self).escapingControls }
}
