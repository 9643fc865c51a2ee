import NotebookModel
import Testing

@testable import Exporters

@Suite struct HTMLFrameTests: HTMLPageReading {
    /// The document in the only frame of a page, as a browser would read it.
    private func frame(_ html: String) throws -> (document: String, attribute: String) {
        let page = output(.displayData(["text/html": .text(html), "text/plain": "plain"]))
        let pattern = /<iframe sandbox="" aria-label="Output" srcdoc="([^"]*)"><\/iframe>/
        #expect(page.ranges(of: "<iframe").count == 1)
        let attribute = String(try #require(page.firstMatch(of: pattern)).1)
        let document =
            attribute.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
        return (document, attribute)
    }

    @Test func `an output with style sheets stands in a frame with its ids and classes`() throws {
        let html = "<style>#T_1 {color: red}</style><table id=\"T_1\" class=\"x\"><tr><td>1</table>"
        let document = try frame(html).document
        #expect(
            document.hasSuffix(
                "</style><style>#T_1 {color: red}</style>"
                    + "<table id=\"T_1\" class=\"x\"><tr><td>1</td></tr></table>"
            )
        )
    }

    @Test(arguments: [
        "<script>x</script>a", "<b onclick=x>a</b>", "<iframe src=x></iframe>a", "a<img src=x>",
        "<a href=javascript:x>a</a>", "<style>@import 'x'</style>a", "<link href=x>a", "<x-y>a",
    ])
    func `an output that lost something stands in a frame under a policy`(_ html: String) throws {
        let document = try frame(html).document
        #expect(
            document.hasPrefix(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            )
        )
        #expect(document.contains("a"))
    }

    @Test(arguments: [
        "<p>a</p>", "<style scoped>p{}</style><p style='color:red'>a", "<ul class=x id=y><li>a",
        "<img src=\"data:image/png;base64,AAAA\">", "<a href=\"https://x.org\">a</a>",
        "<svg><script>x</script></svg>",
    ])
    func `an output that lost nothing stands in the page`(_ html: String) {
        let page = output(.displayData(["text/html": .text(html)]))
        #expect(page.contains("<section class=\"html\">") && !page.contains("<iframe"))
    }

    @Test(arguments: [
        ("\"'><script>x</script>", "\"'&gt;"), ("&quot;></iframe>", "&quot;&gt;"),
        ("&amp;quot;&amp;#34;", "&amp;quot;&amp;#34;"), ("&#34;&#x22;", "&#34;&#x22;"),
        ("<b title='\"'>", "<b title=\"&quot;\"></b>"),
        ("<b title='&amp;quot;'>", "<b title=\"&amp;quot;\"></b>"),
        ("</section></main>x", "x"), ("\u{0}", "\u{FFFD}"),
    ])
    func `no text leaves the attribute and all of it arrives`(
        _ text: String,
        _ expected: String
    ) throws {
        let (document, attribute) = try frame("<script></script>x" + text)
        #expect(!attribute.contains("<") && !attribute.contains(">") && !attribute.contains("\""))
        let escaped = expected.replacing("\"'&gt;", with: "&quot;&#39;&gt;")
        #expect(document.hasSuffix("</style>x" + escaped))
    }

    @Test func `only an output with style sheets has a light ground under all schemes`() {
        let styled = output(.displayData(["text/html": "<style>b{}</style><b>x</b>"]))
        #expect(styled.contains("<section class=\"frame light\" style=\"--height:3em\">"))
        let other = output(.displayData(["text/html": "<b onclick=x>x</b>"]))
        #expect(other.contains("<section class=\"frame\" style=\"--height:3em\">"))
    }
}
