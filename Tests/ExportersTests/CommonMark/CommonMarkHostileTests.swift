import NotebookTestSupport
import Testing

@testable import Exporters

/// Documents that take parsers with a quadratic step or unbounded recursion very long.
@Suite(.timeLimit(.minutes(1)))
struct CommonMarkHostileTests {
    private static let count = 50_000

    private func html(_ markdown: String) -> String {
        var renderer = CommonMarkRenderer()
        renderer.options.extensions = .notebook
        return renderer.render(markdown)
    }

    @Test(arguments: [
        "**a **a ", "*a ", "a* ", "*a_ ", "a**b", "*a **a ", "b** b* ", "*_", "a***b** c* ", "[",
        "]", "![[]()",
        "[a](", "[a](<b", "[a](b '", "[a](b (c", "![", "![a](b)", "[a][", "[x] ", "<a ", "<!-- a",
        "x<!-- a", "x<?",
        "x<!A", "x<![CDATA[", "x<a b='", "x<a b=\"<a c='", "<http:", "<a@", "<x\n", "<div>\n\n",
        "<script>\n", "&", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "&lt;", "\\", "a\n", "a  \n", "\n",
        "\t", "\r", "\0",
        "[a]: b\n", "[a]: b 'c\n", "[a\n", "- a\n", "- a\n\n", "1. a\n2) b\n", "# a\n", "#",
        "a\n==\n",
        "[a]: b\n==\n", "* ", "> ", ">", "```\n", "`", "`a``b", "    a\n\n", "|-\n", "|a|\n|-|\n\n",
        "|a|\n|-|\n|\\||\n",
        "~a ~~b ", "~", "- [ ] a\n", "http://a.b/", "http://a", "(www.a_", "www.", "@", "a@b.",
        "_a@b.c",
        "$", "$a ", "$$a\nb\n", "a $$\n\n", "$$a $b", "\\begin{a}\n", "\\begin{a}\\end{b}\n",
        "\\\\(", "\\\\[\n",
        "`$$", "``a`$$\n",
    ])
    func `a fragment repeated takes no long time`(_ fragment: String) {
        let text = "[x]: y\n\n" + String(repeating: fragment, count: Self.count)
        #expect(html(text).utf8.count < text.utf8.count * 40 + 1_000)
        #expect(!html("a" + String(repeating: fragment, count: Self.count / 4) + "\n\nz").isEmpty)
    }

    @Test(arguments: [
        ("*", "*"), ("**", "**"), ("[", "](b)"), ("![", "](b)"), ("[", "]"), ("~~", "~~"),
        ("<b>", "</b>"),
        ("*a **b ", " b** a*"), ("_a [b ", "](c)_"), ("(", ")"), ("\\begin{a}", "\\end{a}"),
        ("[a](", ")"),
    ])
    func `deep nesting costs no stack`(_ opening: String, _ closing: String) {
        let text =
            String(repeating: opening, count: Self.count) + "a"
            + String(repeating: closing, count: Self.count)
        #expect(html(text).contains("a"))
    }

    @Test(arguments: ["> ", ">", "- ", "1. ", "> - ", "+ * "])
    func `the depth of containers is limited`(_ marker: String) {
        let text = String(repeating: marker, count: Self.count) + "a\n"
        let result = html(text + String(repeating: "b\n\n", count: Self.count))
        let depth = ["<blockquote>", "<ul>", "<ol>"].map { tag in
            result.split(separator: "\n").filter { $0.hasSuffix(tag) }.count
        }
        #expect((40...BlockParser.maximumDepth).contains(depth.reduce(0, +)))
    }

    @Test func `containers deep by indentation take no long time`() {
        var text = ""
        for level in 0..<300 { text += String(repeating: " ", count: 2 * level) + "- a\n" }
        text +=
            String(repeating: "\n", count: Self.count) + String(repeating: " ", count: Self.count)
        #expect(html(text + "b").contains("<li>a"))
    }

    @Test func `runs of backticks of rising lengths take no long time`() {
        let runs = (1...1_000).map { String(repeating: "`", count: $0) }
        #expect(html(runs.joined(separator: " a ")).contains("`"))
        #expect(html(runs.reversed().joined(separator: " a ")).contains("`"))
    }

    @Test func `many definitions and references take no long time`() {
        let numbers = 0..<Self.count
        let text = numbers.map { "[a\($0)]: b\($0)\n" }.joined() + "\n"
        let links = numbers.map { "[A\($0)] " }.joined()
        let result = html(text + links)
        #expect(result.hasSuffix("<a href=\"b49999\">A49999</a></p>\n"))
    }

    @Test func `many references to a long address don't make the page grow with the square`() {
        let address = String(repeating: "b", count: Self.count)
        let result = html("[a]: /\(address)\n\n" + String(repeating: "[a] ", count: Self.count))
        #expect(result.contains("<a href=\"/\(address)\">a</a> <a"))
        #expect(result.utf8.count < 1_000_000)
    }

    @Test func `wide tables and long rows take no long time`() {
        let width = Self.count
        let head =
            String(repeating: "|a", count: width) + "\n" + String(repeating: "|-", count: width)
        #expect(html(head).contains("<th>a</th>"))
        #expect(html(head + String(repeating: "\n|b", count: width)).contains("<td>b</td>"))
        let escaped = String(repeating: "|a|\n|-|\n|\\||\n\n", count: width)
        #expect(html(escaped).hasSuffix("<td>|</td>\n</tr>\n</tbody>\n</table>\n"))
    }

    @Test func `many environments left open take no long time`() {
        let names = (0..<Self.count).map { number in
            String(decoding: String(number).utf8.map { $0 + 0x31 }, as: UTF8.self)
        }
        #expect(html(names.map { "\\begin{\($0)}\n" }.joined()).contains("begin"))
        #expect(html(names.map { "\\begin{\($0)} " }.joined()).contains("begin"))
    }

    @Test(arguments: 1...20)
    func `random bytes are rendered`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let marks =
            Array("\n\n \t>-*_`[]()<>&#;:!~$|\\\"'=a1.w@/{}\r\u{0}é".utf8) + [0x80, 0xF0, 0xFF]
        let bytes = (0..<20_000).map { _ in marks.randomElement(using: &generator) ?? 0 }
        var renderer = CommonMarkRenderer()
        renderer.options.extensions = .notebook
        var output: [UInt8] = []
        renderer.render(bytes, into: &output)
        #expect(output.count > 20_000)
    }
}
