import Testing

@testable import Exporters

@Suite struct CommonMarkExtensionTests {
    private func html(_ markdown: String, _ extensions: CommonMarkExtensions) -> String {
        var renderer = CommonMarkRenderer()
        renderer.options.extensions = extensions
        return renderer.render(markdown)
    }

    @Test func `a table has a head, alignments and rows`() {
        let table = """
            | a | b | c | d |
            |---|:--|:-:|--:|
            | *x* | y | `p\\|q` | z |
            1
            """
        #expect(
            html(table, .tables) == """
                <table>
                <thead>
                <tr>
                <th>a</th>
                <th align="left">b</th>
                <th align="center">c</th>
                <th align="right">d</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td><em>x</em></td>
                <td align="left">y</td>
                <td align="center"><code>p|q</code></td>
                <td align="right">z</td>
                </tr>
                <tr>
                <td>1</td>
                <td align="left"></td>
                <td align="center"></td>
                <td align="right"></td>
                </tr>
                </tbody>
                </table>

                """
        )
        #expect(html(table, []).hasPrefix("<p>| a |"))
    }

    @Test(arguments: [
        "| a | b |\n|---|\n", "a\n---|---\n", "| a |\n| b |\n", "|a|\n|-|-|\n", "|a|\n|=|\n",
        "    |a|\n    |-|\n", "> |a|\n|-|\n",
    ])
    func `what looks like a table is none`(_ markdown: String) {
        #expect(!html(markdown, .tables).contains("<table>"))
    }

    @Test func `a table ends at a blank line or another block and may follow a paragraph`() {
        let head = "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n"
        #expect(
            html("|a|\n|-|\n> b", .tables) == head
                + "</table>\n<blockquote>\n<p>b</p>\n</blockquote>\n"
        )
        #expect(html("|a|\n|-|\n\nb", .tables) == head + "</table>\n<p>b</p>\n")
        #expect(html("b\n|a|\n|-|\n", .tables) == "<p>b</p>\n" + head + "</table>\n")
        #expect(
            html("- |a|\n  |-|\n", .tables) == "<ul>\n<li>\n" + head + "</table>\n</li>\n</ul>\n"
        )
    }

    @Test func `the cells of a wide table with short rows are limited`() {
        let wide =
            String(repeating: "a|", count: 2_000) + "\n" + String(repeating: "-|", count: 2_000)
        let result = html(wide + String(repeating: "\n|b|", count: 2_000), .tables)
        #expect(result.utf8.count < 1_500_000)
        #expect(result.hasSuffix("|b|</p>\n"))
    }

    @Test(arguments: [
        ("~~a~~ ~b~ ~~~c~~~", "<del>a</del> <del>b</del> ~~~c~~~"),
        ("~~a\nb~~", "<del>a\nb</del>"),
        ("~~ a ~~ ~a~~", "~~ a ~~ ~a~~"),
        ("**~~a~~** ~~*b*~~", "<strong><del>a</del></strong> <del><em>b</em></del>"),
        ("~~*a~~*", "<del>*a</del>*"),
    ])
    func `one or two tildes strike text through`(_ markdown: String, _ expected: String) {
        #expect(html(markdown, .strikethrough) == "<p>\(expected)</p>\n")
    }

    @Test func `items of lists can be tasks`() {
        #expect(
            html("- [ ] a\n- [x] b\n- [X]\tc\n- [y] d\n- [x]e\n1. [ ] f\n\n   [x] g\n", .taskLists)
                == """
                <ul>
                <li><input disabled="" type="checkbox" /> a</li>
                <li><input checked="" disabled="" type="checkbox" /> b</li>
                <li><input checked="" disabled="" type="checkbox" />\tc</li>
                <li>[y] d</li>
                <li>[x]e</li>
                </ul>
                <ol>
                <li>
                <p><input disabled="" type="checkbox" /> f</p>
                <p>[x] g</p>
                </li>
                </ol>

                """
        )
    }

    @Test(arguments: [
        ("www.a.org/b", "<a href=\"http://www.a.org/b\">www.a.org/b</a>"),
        (
            "see https://a.org/b_c_d?e=f&g.",
            "see <a href=\"https://a.org/b_c_d?e=f&amp;g\">https://a.org/b_c_d?e=f&amp;g</a>."
        ),
        ("(http://a.org/(b))", "(<a href=\"http://a.org/(b)\">http://a.org/(b)</a>)"),
        ("http://a.org/b&lt;", "<a href=\"http://a.org/b\">http://a.org/b</a>&lt;"),
        ("\"http://a.org\"", "&quot;<a href=\"http://a.org\">http://a.org</a>&quot;"),
        ("**http://a.org**", "<strong><a href=\"http://a.org\">http://a.org</a></strong>"),
        ("http://localhost:8/a.", "<a href=\"http://localhost:8/a\">http://localhost:8/a</a>."),
        ("x_y@a-b.org.", "<a href=\"mailto:x_y@a-b.org\">x_y@a-b.org</a>."),
        ("*x*_y@a.b", "<em>x</em><a href=\"mailto:_y@a.b\">_y@a.b</a>"),
        ("[http://a.org](b)", "<a href=\"b\">http://a.org</a>"),
        ("[http://a.org]", "[<a href=\"http://a.org\">http://a.org</a>]"),
        (
            "xhttp://a.org www.a_b.org wwww.a.b http:// http://. www. www.? a@b @ a@b.",
            "xhttp://a.org www.a_b.org wwww.a.b http:// http://. www. www.? a@b @ a@b."
        ),
        (
            "`http://a.org` <http://a.org>",
            "<code>http://a.org</code> <a href=\"http://a.org\">http://a.org</a>"
        ),
    ])
    func `bare addresses are links`(_ markdown: String, _ expected: String) {
        #expect(html(markdown, .autolinks) == "<p>\(expected)</p>\n")
    }
}
