import Exporters
import Foundation
import NotebookModel
import Testing

@Suite struct HTMLExporterTests {
    private let python: JSONObject = ["language_info": ["name": "python"]]
    private let png = MIMEBundle.Content.base64("iVBO\nRw0K\n")

    private func document(
        _ cells: Cell...,
        exporter: HTMLExporter = HTMLExporter()
    ) -> ExportedDocument {
        exporter.export(Notebook(cells: cells, metadata: python))
    }

    private func output(_ outputs: Output...) -> String {
        body(document(.code("", outputs: outputs)))
    }

    /// What stands between the tags of `main`.
    private func body(_ document: ExportedDocument) -> String {
        let text = document.text
        guard let start = text.range(of: "<main>\n"), let end = text.range(of: "</main>") else {
            return "no main"
        }
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test func `an empty notebook gives a whole page`() {
        let document = document()
        #expect(
            document.text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset")
        )
        #expect(document.text.hasSuffix("<main>\n</main>\n</body>\n</html>\n"))
        #expect(document.type == DocumentType(mediaType: "text/html", fileExtension: "html"))
        #expect(document.text.contains("default-src 'none'; img-src data:"))
    }

    @Test func `the title is that of the option, the metadata or the first heading`() {
        var notebook = Notebook(cells: [
            .code("# no"), .markdown("text\n\n## The *first* [one](x) <b>& only</b> ##\n# Later"),
        ])
        func title(_ exporter: HTMLExporter = HTMLExporter()) -> String {
            let text = exporter.export(notebook).text
            let start = text.range(of: "<title>")?.upperBound ?? text.startIndex
            return String(text[start...].prefix { $0 != "<" })
        }
        #expect(title() == "The first one &amp; only")
        notebook.metadata["title"] = "By \"metadata\""
        #expect(title() == "By &quot;metadata&quot;")
        #expect(title(HTMLExporter(title: "By option")) == "By option")
        notebook = Notebook()
        #expect(title() == "Notebook")
    }

    @Test func `a cell shows its number, its source and its result`() {
        let document = document(
            .code(
                "1 < 2",
                outputs: [.executeResult(["text/plain": "True & <b>"])],
                executionCount: 3,
                id: "ab\""
            )
        )
        #expect(
            body(document) == """
                <section class="cell code" id="cell-ab&quot;">
                <section class="input">
                <span class="prompt" title="Run 3">[3]</span>
                <pre class="source" dir="ltr"><code><span class="m">1</span> \
                <span class="o">&lt;</span> <span class="m">2</span></code></pre>
                </section>
                <section class="outputs">
                <pre class="result" dir="auto"><code>True &amp; &lt;b&gt;</code></pre>
                </section>
                </section>

                """
        )
    }

    @Test func `code and numbers can be left out`() {
        let cell = Cell.code("secret", outputs: [.stream(.stdout, "shown")], executionCount: 7)
        let report = body(document(cell, exporter: HTMLExporter(showsCode: false)))
        #expect(!report.contains("secret") && report.contains("shown"))
        let plain = body(document(cell, exporter: HTMLExporter(showsPrompts: false)))
        #expect(plain.contains("secret") && !plain.contains("[7]"))
    }

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
        #expect(document.text.contains("<table><tr><td>1</td></tr></table>"))
        #expect(document.warnings.isEmpty)
    }

    @Test func `an output with styles of its own stands in a shadow tree with a plain fallback`() {
        let html = "<style>#T_1 {color: red}</style><table id=\"T_1\" class=\"x\"><tr><td>1</table>"
        let text = output(.displayData(["text/html": .text(html), "text/plain": "plain"]))
        #expect(
            text.contains(
                "<template shadowrootmode=\"open\"><style>#T_1 {color: red}</style>"
                    + "<table id=\"T_1\" class=\"x\"><tr><td>1</td></tr></table></template>"
                    + "<pre><code>plain</code></pre>"
            )
        )
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

    @Test func `hidden parts are folded, shown or left out`() {
        let cells: [Cell] = [
            .code(
                "src",
                outputs: [.stream(.stdout, "out")],
                metadata: ["jupyter": ["source_hidden": true, "outputs_hidden": true]]
            ),
            .markdown("md", metadata: ["tags": ["hide-cell"]]),
            .code("gone", metadata: ["tags": ["remove_input"]]),
            .code(
                "",
                outputs: [
                    .displayData(["text/plain": "t1"], metadata: ["tags": ["hide-output"]]),
                    .displayData(["text/plain": "t2"], metadata: ["tags": ["remove-output"]]),
                ]
            ),
        ]
        func text(_ policy: HTMLExporter.HiddenPartPolicy) -> String {
            body(HTMLExporter(hiddenParts: policy).export(Notebook(cells: cells)))
        }
        let folded = text(.collapsed)
        #expect(folded.contains("<details><summary>Source</summary>\n<pre class=\"source\""))
        #expect(folded.contains("<details><summary>Output</summary>\n<pre class=\"stdout\""))
        #expect(folded.contains("<details><summary>Cell</summary>"))
        #expect(folded.contains("t1") && !folded.contains("t2") && !folded.contains("gone"))
        #expect(folded.ranges(of: "<details>").count == 4)
        #expect(!text(.shown).contains("<details>") && text(.shown).contains("src"))
        #expect(text(.shown).contains("gone") && text(.shown).contains("t2"))
        #expect(!text(.omitted).contains("src") && !text(.omitted).contains("out<"))
        #expect(!text(.omitted).contains("md"))
    }

    @Test func `raw cells pass if they are meant for pages`() {
        let document = document(
            .raw("a < b"),
            .raw("<b onclick=x>bold</b>", metadata: ["raw_mimetype": "text/html"]),
            .raw("\\tex", metadata: ["raw_mimetype": "text/latex"])
        )
        #expect(document.text.contains("<pre class=\"raw\"><code>a &lt; b</code></pre>"))
        #expect(document.text.contains("<b>bold</b>"))
        #expect(!document.text.contains("\\tex"))
        #expect(
            document.warnings.map(\.kind) == [
                .removedMarkup(names: ["onclick"]), .foreignCell(type: "text/latex"),
            ]
        )
    }

    @Test func `what isn't known is said`() {
        let document = document(
            Cell(kind: .unknown(type: "odd"), source: "x"),
            .code("", outputs: [Output(.unknown(type: "queer"))])
        )
        #expect(
            document.warnings == [
                ExportWarning(.unknownCell(type: "odd"), cell: 0),
                ExportWarning(.unknownOutput(type: "queer"), cell: 1, output: 0),
            ]
        )
    }

    @Test func `the scheme can be fixed`() {
        let dark = document(exporter: HTMLExporter(textLanguage: "de\"", colorScheme: .dark)).text
        #expect(dark.contains("<html lang=\"de&quot;\" data-scheme=\"dark\">"))
        #expect(dark.contains("<meta name=\"color-scheme\" content=\"dark\">"))
    }

    @Test func `a page comes cell by cell`() {
        var parts = 0
        HTMLExporter().export(Notebook(cells: [.code("1"), .code("2")])) { _ in parts += 1 }
        #expect(parts == 4)
    }
}
