import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct HTMLSanitizerTests {
    private func sanitize(
        _ html: String,
        _ place: HTMLSanitizer.Place = .text,
        attachments: [CellAttachment] = []
    ) -> (html: String, removed: [String]) {
        var sanitizer = HTMLSanitizer(place: place, pictures: HTMLPictures(attachments))
        var output: [UInt8] = []
        sanitizer.append(Array(html.utf8)[...], to: &output)
        sanitizer.close(to: &output)
        return (String(decoding: output, as: UTF8.self), sanitizer.removed)
    }

    @Test(arguments: [
        (
            "a < b && c > d &amp; &copy; &#65; &#x41; &bogus &#0; &#xd800;",
            "a &lt; b &amp;&amp; c &gt; d &amp; &copy; &#65; &#x41; &amp;bogus &amp;#0; &amp;#xd800;"
        ),
        ("<B CLASS=x ID=\"y\">bold</B><br/><hr>", "<b id=\"y\">bold</b><br><hr>"),
        ("<td colspan=2 rowspan='3'>x", "<td colspan=\"2\" rowspan=\"3\">x</td>"),
        ("<ol start=3 type=a><li>x</ol>", "<ol start=\"3\" type=\"a\"><li>x</li></ol>"),
        ("<article><custom-tag>x</custom-tag></article>", "<div>x</div>"),
        (
            "<details open><summary>s</summary>t</details>",
            "<details open=\"\"><summary>s</summary>t</details>"
        ),
        ("<a name=top title=\"a&quot;b\">x</a>", "<a id=\"top\" title=\"a&quot;b\">x</a>"),
        ("<!-- gone --><!-->a<!DOCTYPE x><?pi?><![CDATA[x]]>b", "ab"),
        ("<font color=red size=2 face=x>x</font>", "<font color=\"red\" size=\"2\">x</font>"),
        ("<progress value=1 max=2></progress>", "<progress value=\"1\" max=\"2\"></progress>"),
    ])
    func `what does no harm stays`(_ html: String, _ expected: String) {
        #expect(sanitize(html).html == expected)
    }

    @Test(arguments: [
        ("</div></section></main></body>x", "x"),
        ("<b><i>x</b>y", "<b><i>x</i></b>y"),
        ("<div><p>x", "<div><p>x</p></div>"),
        ("<table><tr><td>x", "<table><tr><td>x</td></tr></table>"),
        ("<a href=b><a href=c>x</a></a>", "<a href=\"b\" rel=\"noopener noreferrer\">x</a>"),
        ("x<div", "x&lt;div"), ("<div title=\"", "&lt;div title=&quot;"), ("a</b", "a&lt;/b"),
        ("<!-- open <b>x", "&lt;!-- open &lt;b&gt;x"), ("</ x><//><1>", "&lt;1&gt;"),
    ])
    func `what is opened is closed and what isn't a tag is text`(_ html: String, _ expected: String)
    {
        #expect(sanitize(html).html == expected)
    }

    @Test(
        arguments: [
            ("<script>alert(1)</script>x", "x", ["script"]),
            ("<SCRIPT\n>a</scripty></script >x", "x", ["script"]),
            ("<script>never closed", "", ["script"]),
            ("<style>p{}</style>x", "x", ["style"]),
            (
                "<b onclick=a() ONMOUSEOVER='b()' style=\"position:fixed\">x</b>", "<b>x</b>",
                ["onclick", "onmouseover", "style position"]
            ),
            ("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>", ["a href"]),
            ("<a href=\" jAvA\tsc\nript:alert(1)\">x</a>", "<a>x</a>", ["a href"]),
            ("<a href=\"&#106;avascript&colon;alert(1)\">x</a>", "<a>x</a>", ["a href"]),
            ("<a href=\"&#x6A&#0000097vascript:alert(1)\">x</a>", "<a>x</a>", ["a href"]),
            ("<a href=\"\u{1}javascript:x\">x</a>", "<a>x</a>", ["a href"]),
            (
                "<a href=\"vbscript:x\">x</a><a href=data:text/html,x>y</a>", "<a>x</a><a>y</a>",
                ["a href"]
            ),
            (
                "<a href=\"//host/x\">x</a><a href=\"\\\\host\\x\">y</a>", "<a>x</a><a>y</a>",
                ["a href"]
            ),
            ("<a href=file:///etc/passwd>x</a>", "<a>x</a>", ["a href"]),
            ("<iframe src=javascript:x></iframe>x", "x", ["iframe", "iframe src"]),
            (
                "<img src=x onerror=y>",
                "<a class=\"elsewhere\" rel=\"noopener noreferrer\" href=\"x\">x</a>",
                ["img src"]
            ),
            ("<img src=\"javascript:x\" alt=\"<b>\">", "&lt;b&gt;", ["img src"]),
            ("<img src=\"data:text/html;base64,AAAA\">", "", ["img src"]),
            ("<math><mi xlink:href=x>y</math>z", "z", ["math"]),
            ("<textarea><b></textarea>x<title></title>", "x", ["textarea", "title"]),
            (
                "<link rel=stylesheet href=x><meta http-equiv=refresh content=0><base href=x>y",
                "y",
                ["link", "meta", "base"]
            ),
            (
                "<form action=x><button formaction=javascript:y>z</button><input type=image src=x></form>",
                "<div>z</div>", ["form", "button", "input"]
            ),
            ("<template><b>x</b></template>y", "y", ["template"]),
            (
                "<video src=http://x/y autoplay></video>",
                "<video controls><a class=\"elsewhere\" rel=\"noopener noreferrer\" href=\"http://x/y\">"
                    + "http://x/y</a></video>", ["video src"]
            ),
        ] as [(String, String, [String])]
    )
    func `what could run or load something goes`(
        _ html: String,
        _ expected: String,
        _ removed: [String]
    ) {
        let result = sanitize(html)
        #expect(result.html == expected)
        #expect(result.removed == removed)
    }

    @Test(arguments: [
        ("color: red; POSITION:fixed;text-align : right", "color:red;text-align:right"),
        ("background:url(http://x)", ""), ("background:u\\72l(x)", ""),
        ("width:expression(alert(1))", ""), ("color:red/**/;width:1px", "width:1px"),
        ("background-color:#fff", "background-color:#fff;color:#1d1d1f"),
        ("background:none", "background:none"),
        (
            "background: linear-gradient(90deg, #d65f5f 50%, transparent 50%)",
            "background:linear-gradient(90deg, #d65f5f 50%, transparent 50%);color:#1d1d1f"
        ),
        ("margin:-99px;margin-top:1px", "margin-top:1px"), (";;:x;a;color:", ""),
        ("font-family:\"a\", 'b'", "font-family:&quot;a&quot;, &#39;b&#39;"),
    ])
    func `styles keep to looks`(_ style: String, _ expected: String) {
        let quoted = style.contains("\"") ? "'font-family:\"a\", &#39;b&#39;'" : "\"\(style)\""
        let attribute = expected.isEmpty ? "" : " style=\"\(expected)\""
        #expect(sanitize("<p style=\(quoted)>x</p>").html == "<p\(attribute)>x</p>")
    }

    @Test(arguments: [
        "@import 'x'", "a{background:url(x)}", "a{background:\\75rl(x)}", "a{}<b>", "<!--",
        "a{background:image-set('x' 1x)}", "@font-face{src:local(x)}", "A{B:URL(X)}",
    ])
    func `a style sheet that could load something goes`(_ sheet: String) {
        let result = sanitize("<style>\(sheet)</style>x", .frame)
        #expect(result.html == "x" && result.removed == ["style"])
    }

    @Test func `classes, ids and check boxes work in a frame only`() {
        let html =
            "<p class=c id=i></p><input type=checkbox id=i checked><input type=text><label for=i>"
        #expect(
            sanitize(html, .frame).html
                == "<p class=\"c\" id=\"i\"></p><input type=\"checkbox\" id=\"i\" checked=\"\">"
                + "<label for=\"i\"></label>"
        )
        #expect(sanitize(html, .output).html == "<p></p><label for=\"i\"></label>")
    }

    @Test func `pictures in the text and attached ones are shown`() {
        let attachments = [
            CellAttachment(name: "my pic.png", content: ["image/png": .base64("AAAA\n")]),
            CellAttachment(name: "a.svg", content: ["image/svg+xml": "PHN2Zy8+"]),
            CellAttachment(name: "bad", content: ["image/png": .base64("!")]),
        ]
        let html = "<img src=\"attachment:my%20pic.png\" alt='a\"' width=40 onload=x>"
        #expect(
            sanitize(html, attachments: attachments).html
                == "<img src=\"data:image/png;base64,AAAA\" alt=\"a&quot;\" width=\"40\">"
        )
        #expect(
            sanitize("<img src=attachment:a.svg>", attachments: attachments).html
                == "<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"\">"
        )
        #expect(sanitize("<img src=attachment:bad alt=b>", attachments: attachments).html == "b")
        #expect(sanitize("<img src=attachment:no alt=b>", attachments: attachments).html == "b")
        #expect(
            sanitize("<img src='data:image/svg+xml,<svg>'>").html
                == "<img src=\"data:image/svg+xml,&lt;svg&gt;\" alt=\"\">"
        )
    }

    @Test func `a drawing becomes a picture`() {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><script>x</script></svg>"
        let result = sanitize("<SVG viewbox='0 0 1 1'><script>x</script></SVG>y")
        #expect(
            result.html
                == "<img alt=\"\" src=\"data:image/svg+xml;base64,\(Base64.encode(Array(svg.utf8)))\">y"
        )
        let sized = sanitize("<svg width=9 height=50% style='width:1em;top:0' class=c>", .frame)
        #expect(sized.html.hasSuffix("\" width=\"9\" style=\"width:1em\" class=\"c\">"))
    }

    @Test func `HTML that comes in pieces is one`() {
        var sanitizer = HTMLSanitizer(place: .text)
        var output: [UInt8] = []
        for piece in ["<div>", "</b>", "<b>", "</div>"] {
            sanitizer.append(Array(piece.utf8)[...], to: &output)
        }
        sanitizer.close(to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "<div><b></b></div>")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<b>", "</b>", "<!--", "<script>", "<a href=\"", "<svg>", "<style>", "<p/ ", "<", "&",
            "&#",
            "<b></i>", "<table><td>", "</", "<img src=\"data:image/png,", "<a x=<", "<!",
            "<p style='",
        ]
    )
    func `a hostile text takes no long time`(_ piece: String) {
        let html = String(repeating: piece, count: 50_000)
        #expect(sanitize(html).html.utf8.count <= html.utf8.count * 50)
    }
}
