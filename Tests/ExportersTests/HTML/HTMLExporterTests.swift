import Exporters
import Foundation
import NotebookModel
import Testing

@Suite struct HTMLExporterTests: HTMLPageReading {
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
