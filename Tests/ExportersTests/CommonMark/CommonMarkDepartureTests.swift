import Testing

@testable import Exporters

/// The cases that comparisons with markdown-it leave out; see ``RandomMarkdown``.
@Suite struct CommonMarkDepartureTests {
    @Test(arguments: [
        ("<!-- a --->", "<!-- a --->"), ("[a](\\\nb)", "<p>[a](<br />\nb)</p>"),
        ("a \\ \nb", "<p>a \\\nb</p>"), ("\u{A0}a\u{A0}", "<p>\u{A0}a\u{A0}</p>"),
        ("   - a\n    # b", "<ul>\n<li>a\n# b</li>\n</ul>"),
        ("> a\n    > b", "<blockquote>\n<p>a\n&gt; b</p>\n</blockquote>"),
        ("-\n\n\n- a", "<ul>\n<li></li>\n<li>\n<p>a</p>\n</li>\n</ul>"),
    ])
    func `where markdown-it departs from the specification ours doesn't`(
        _ markdown: String,
        _ expected: String
    ) {
        #expect(CommonMarkRenderer().render(markdown) == expected + "\n")
    }
}
