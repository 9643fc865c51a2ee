import Exporters
import Foundation
import NotebookModel
import Testing

@Suite struct HTMLOutputTests: HTMLPageReading {
    private let png = MIMEBundle.Content.base64("iVBO\nRw0K\n")

    @Test func `adjacent pieces of one stream are one text`() {
        let text = output(
            .stream(.stdout, "10%\r"),
            .stream(.stdout, "99%\n"),
            .stream(.stderr, "oh"),
            .stream(.stdout, "on")
        )
        #expect(text.contains("<pre class=\"stdout\" dir=\"auto\"><code>99%\n</code>"))
        #expect(text.contains("<pre class=\"stderr\" dir=\"auto\"><code>oh</code>"))
        #expect(text.components(separatedBy: "<pre").count == 4)
    }

    @Test func `a long text scrolls in a box that the keyboard reaches`() {
        let text = output(.stream(.stdout, String(repeating: "x\n", count: 50)))
        #expect(text.contains("class=\"stdout long\" tabindex=\"0\" role=\"region\" aria-label="))
    }

    @Test func `a traceback keeps its colours`() {
        let text = output(
            .error(name: "E", value: "v", traceback: ["\u{1b}[1;31mE\u{1b}[0m: <v>", "b"])
        )
        #expect(
            text.contains("<span class=\"ansi-1 ansi-bold\">E</span>: &lt;v&gt;\nb</code></pre>")
        )
        #expect(output(.error(name: "E", value: "<v>")).contains("<code>E: &lt;v&gt;</code>"))
    }

    @Test func `an image is in the page, with its size and what it shows`() {
        let text = output(
            .displayData(
                ["image/png": png, "text/plain": "<Figure>"],
                metadata: ["image/png": ["width": 320, "height": "x\" onerror="]]
            )
        )
        #expect(
            text.contains(
                "<img src=\"data:image/png;base64,iVBORw0K\" alt=\"&lt;Figure&gt;\" width=\"320\">"
            )
        )
        let named = output(
            .displayData(["image/png": png], metadata: ["image/png": ["alt": "A \"b\""]])
        )
        #expect(named.contains("alt=\"A &quot;b&quot;\""))
    }

    @Test(arguments: ["", "AAA\"", "A", "AA=A", "AAAA=====", "🙂", "\n"])
    func `an image that is no Base64 gives way to the next type`(_ digits: String) {
        let broken = document(
            .code(
                "",
                outputs: [.displayData(["image/png": .base64(digits), "text/plain": "next"])]
            )
        )
        #expect(!broken.text.contains("<img") && broken.text.contains("<code>next</code>"))
        #expect(
            broken.warnings == [
                ExportWarning(.undecodableData(type: "image/png"), cell: 0, output: 0)
            ]
        )
    }

    @Test func `Base64 without its padding is padded`() {
        #expect(output(.displayData(["image/gif": .base64("AAA")])).contains("base64,AAA=\""))
        #expect(output(.displayData(["image/webp": .base64("AA = =")])).contains("base64,AA==\""))
    }

    @Test func `SVG is a picture, in which nothing runs`() {
        let text = output(
            .displayData(["image/svg+xml": "<svg onload='x()'/>", "text/plain": "s"])
        )
        let base64 = Base64.encode(Array("<svg onload='x()'/>".utf8))
        #expect(text.contains("<img src=\"data:image/svg+xml;base64,\(base64)\""))
    }

    @Test func `a table stands in the page and pandas' own styles are not missed`() {
        let frame =
            "<div>\n<style scoped>\n.dataframe {}\n</style>\n"
            + "<table border=\"1\" class=\"dataframe\"><tr><td>1</td></tr></table>\n</div>"
        let document = document(.code("", outputs: [.displayData(["text/html": .text(frame)])]))
        #expect(body(document).contains("<table><tr><td>1</td></tr></table>"))
        #expect(!body(document).contains("<iframe"))
        #expect(document.warnings.isEmpty)
    }

    @Test func `an output that needs scripts gives way to its picture and its text`() {
        let html = MIMEBundle.Content.text("<div id=a>Loading</div><script>draw()</script>")
        let picture = output(.displayData(["text/html": html, "image/png": png]))
        #expect(picture.contains("<img") && !picture.contains("Loading"))
        let text = output(.displayData(["text/html": "<script>x</script>", "text/plain": "plain"]))
        #expect(text.contains("<code>plain</code>") && !text.contains("script"))
        let nothing = document(
            .code("", outputs: [.displayData(["application/javascript": "x", "a\"b": "y"])])
        )
        #expect(nothing.text.contains("<p class=\"note\">"))
        #expect(
            nothing.warnings.map(\.kind) == [
                .unshownOutput(types: ["application/javascript", "a\"b"])
            ]
        )
    }

    @Test func `a widget falls back to its text`() {
        let widget = "application/vnd.jupyter.widget-view+json"
        let text = output(
            .displayData([widget: .json(["model_id": "1"]), "text/plain": "Slider()"])
        )
        #expect(text.contains("<code>Slider()</code>"))
    }

    @Test func `JSON is folded`() {
        let json = output(.displayData(["application/json": .json(["a": ["<": 1]])]))
        #expect(json.contains("<details class=\"json\"><summary>JSON</summary>"))
        #expect(json.contains("&quot;&lt;&quot;: 1"))
    }

    @Test func `a formula is shown, or its source unless there is a better text`() {
        let formula = output(.displayData(["text/latex": "$x<y$", "text/plain": "x"]))
        #expect(
            formula.contains("<p class=\"math\"><math><semantics><mrow><mi>x</mi><mo>&lt;</mo>")
        )
        let unknown = MIMEBundle.Content.text("$\\odd{x}<y$")
        let source = output(.displayData(["text/latex": unknown, "text/plain": "<IPython.Math>"]))
        #expect(source.contains("<pre class=\"latex\"><code>$\\odd{x}&lt;y$</code></pre>"))
        let text = output(.displayData(["text/latex": unknown, "text/plain": "x"]))
        #expect(text.contains("<pre class=\"result\" dir=\"auto\"><code>x</code>"))
    }
}
