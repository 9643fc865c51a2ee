import NotebookTestSupport

/// Documents put together of fragments that trip parsers.
///
/// What markdown-it renders against the specification is left out:
/// - an HTML block, a fence or code behind four columns in a list or quote that a lazy line
///   follows: it starts a block there, though "an indented code block cannot interrupt a
///   paragraph", or drops a `>` that is text;
/// - the line behind a link reference definition: it starts a new paragraph there, where the
///   specification's reference implementations go on with the one that the definition stands in;
/// - a backslash, spaces and a line ending: it keeps the spaces;
/// - a backslash at the end of a line in a destination, which can have no line ending;
/// - a no-break space: it strips it from paragraphs and splits info strings at it;
/// - two blank lines behind an empty item: it starts a new list for the next item;
/// - a comment that ends in `--->`: it takes it for text;
/// - a table's head that could start another block, which has precedence.
struct RandomMarkdown {
    static let inline = [
        "*", "**", "***", "_", "__", "a", "b c", " ", "[", "]", "(", ")", "`", "``", "\\*", "\\[",
        "[a]", "[b][]", "[a][b]", "[c](d \"e\")", "![i](j)", "[k](<l m>)", "![", "!", "<", ">",
        "<a>", "</a>", "<b c='d'>", "<!-- x -->", "<!-", "<?x?>", "&amp;", "&", "&copy;", "&#65;",
        "&#x1F600;", "&notent;", ";", "<http://x.y/z?a=b&c>", "<m@x.org>", "é", "ß", "“", "€",
        "日", "\"", "'", "=", "*a*", "**b**", "_c_", "`d`",
    ]

    static let commonMark =
        inline + [
            "  ", "\n", "\n\n", "\n\n", "  \n", "\\\n", "\r\n", "\r", "\n- ", "\n* ", "\n+ ",
            "\n1. ",
            "\n2) ", "\n10. ", "\n   - ", "\n  ", "\n> ", "\n# ", "\n## ", " ##\n", "\n***\n",
            "\n---\n",
            "\n===\n", "\n```\n", "\n~~~ x y\n", "\n\n    ", "\n\n\t", "\n\n[a]: /url\n\n",
            "\n\n[b]: <x y> 'title'\n\n", "\n<div>\n", "</div>\n", "\n<pre>\n", "</pre>\n",
            "\n<script>\n", "</script>\n", "\n<!--\n", "-->\n", "\n<u>\n", "> ", "- ", "1. ", "#",
            "\t", "~",
        ]

    static let tables =
        inline + [
            "|", "|", "|", "\\|", "`|`", "~~x~~", "\n", "\n", "\n\n", "\n> ", "\n- ", "\n# ",
            "\n\n|a|b|\n|-|-|\n", "\n\na | b\n--|--\n", "\n\n| x |\n|:-:|\n",
            "\n\na|b|c\n:-|-:|:-:\n",
            "\n| - |\n", "\n--|--\n", "\n---\n",
        ]

    private var generator: SeededGenerator
    private let fragments: [String]

    init(seed: UInt64, fragments: [String]) {
        generator = SeededGenerator(seed: seed)
        self.fragments = fragments
    }

    mutating func next() -> String {
        while true {
            let limit = [4, 8, 16, 40].randomElement(using: &generator) ?? 4
            let count = Int.random(in: 1...limit, using: &generator)
            var text = ""
            for _ in 0..<count { text += fragments.randomElement(using: &generator) ?? "" }
            if !RandomMarkdown.isLeftOut(text) { return text + "\n" }
        }
    }

    private static func isLeftOut(_ text: String) -> Bool {
        if text.utf8.split(separator: UInt8(ascii: "(")).contains(where: { $0.first == 0x5C }) {
            return true
        }
        let lines = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
            .map { String(Substring($0)) }
        var previous = ""
        var beforePrevious = ""
        for line in lines {
            let rest = line.drop(while: isBlank)
            let isIndented = line.count - rest.count >= 4 || line.hasPrefix("\t")
            if isIndented, !rest.isEmpty, !previous.isEmpty { return true }
            let isDelimiterRow = line.allSatisfy { "|-: ".contains($0) } && line.contains("-")
            let first = previous.first { $0 != " " } ?? "a"
            if isDelimiterRow, "><-+*#`~0123456789".contains(first) { return true }
            let mark = beforePrevious.last { !isBlank($0) } ?? "a"
            if rest.isEmpty, previous.allSatisfy(isBlank), "-+*.)".contains(mark) { return true }
            beforePrevious = previous
            previous = line
        }
        return false
    }

    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t"
    }
}
