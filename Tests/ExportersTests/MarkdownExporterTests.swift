import Exporters
import NotebookModel
import Testing

@Suite struct MarkdownExporterTests {
    private let python: JSONObject = ["language_info": ["name": "python"]]
    private let png = MIMEBundle.Content.base64("AQID\n")

    private func markdown(
        _ cells: Cell...,
        exporter: MarkdownExporter = MarkdownExporter()
    ) -> String {
        exporter.export(Notebook(cells: cells, metadata: python)).text
    }

    @Test func `blocks are separated by one blank line`() {
        let text = markdown(
            .markdown("\n\n# Title\r\n\r\ntext\n\n"),
            .code("x = 1\nx\n", outputs: [.executeResult(["text/plain": "1"])]),
            .code(""),
            .raw("raw"),
            .raw("\\latex", metadata: ["raw_mimetype": "text/latex"])
        )
        #expect(
            text == """
                # Title

                text

                ```python
                x = 1
                x
                ```

                ```text
                1
                ```

                raw

                """
        )
    }

    @Test func `an empty notebook gives an empty document`() {
        #expect(markdown().isEmpty)
        #expect(markdown(.code(""), .markdown("\n \n")).isEmpty)
    }

    @Test func `a fence is longer than any run of backticks inside`() {
        #expect(markdown(.code("s = '```'")) == "````python\ns = '```'\n````\n")
        let text = markdown(.code("", outputs: [.stream(.stdout, "`````\n# out\n")]))
        #expect(text == "``````text\n`````\n# out\n``````\n")
    }

    @Test func `a hostile language can't break the fence`() {
        let notebook = Notebook(
            cells: [.code("1")],
            metadata: ["language_info": ["name": "a`b\n```\n<script>"]]
        )
        #expect(MarkdownExporter().export(notebook).text == "```abscript\n1\n```\n")
    }

    @Test func `a cell magic names the language`() {
        #expect(markdown(.code("%%bash\nls")) == "```bash\n%%bash\nls\n```\n")
        #expect(markdown(.code("%%time\nf()")) == "```python\n%%time\nf()\n```\n")
    }

    @Test func `a fence that a cell leaves open is closed`() {
        #expect(
            markdown(.markdown("~~~~\nx"), .markdown("``` a\n```\n```"), .markdown("y"))
                == "~~~~\nx\n~~~~\n\n``` a\n```\n```\n```\n\ny\n"
        )
    }

    @Test func `adjacent pieces of one stream are one`() {
        let text = markdown(
            .code(
                "",
                outputs: [
                    .stream(.stdout, "1\n"), .stream(.stdout, "50%\r"), .stream(.stdout, "100%\n"),
                    .stream(.stderr, "\u{1b}[31mw\u{1b}[0m\n"), .stream(.stdout, "3"),
                ]
            )
        )
        #expect(text == "```text\n1\n100%\n```\n\n```text\nw\n```\n\n```text\n3\n```\n")
    }

    @Test func `an error is shown without escapes`() {
        let text = markdown(
            .code(
                "",
                outputs: [
                    .error(name: "E", value: "v", traceback: ["\u{1b}[0;31m---\u{1b}[0m", "E: v"]),
                    .error(name: "E", value: "v"),
                ]
            )
        )
        #expect(text == "```text\n---\nE: v\n```\n\n```text\nE: v\n```\n")
    }

    @Test func `the best type that works is shown`() {
        let text = markdown(
            .code(
                "",
                outputs: [
                    .displayData([
                        "text/plain": "p",
                        "text/html": "    <div>\n<style>\n\n    a {}\n</style>\n</div>\n",
                    ]),
                    .displayData(["text/plain": "p", "text/markdown": "**m**\n"]),
                    .displayData(["text/plain": "p", "text/latex": "$x$"]),
                    .displayData(["text/plain": "p", "image/png": .base64("no base64!")]),
                    .displayData(["application/json": .json(["a": 1])]),
                    .displayData(["application/vnd.x+json": .json(1)]),
                    .displayData([:]),
                ]
            )
        )
        #expect(
            text == """
                <div>
                <style>
                    a {}
                </style>
                </div>

                **m**

                $x$

                ```text
                p
                ```

                ```json
                {
                  "a": 1
                }
                ```

                """
        )
    }

    @Test func `blank lines stay in preformatted HTML`() {
        let html = "<div><PRE>a\n\nb</PRE></div>"
        #expect(
            markdown(.code("", outputs: [.displayData(["text/html": .text(html)])])) == html + "\n"
        )
    }

    @Test(.timeLimit(.minutes(1)))
    func `many broken references take no long time`() {
        let text = String(repeating: "(attachment:", count: 4_000)
        let file = CellAttachment(name: "x", content: ["image/png": png])
        #expect(markdown(.markdown(text, attachments: [file])) == text + "\n")
    }

    @Test func `HTML can be left out`() {
        let text = markdown(
            .code("", outputs: [.displayData(["text/html": "<b>", "text/plain": "b"])]),
            .raw("<i>", metadata: ["format": "text/html"]),
            exporter: MarkdownExporter(allowsHTML: false)
        )
        #expect(text == "```text\nb\n```\n")
    }

    @Test func `images become files`() {
        let notebook = Notebook(cells: [
            .markdown("x"),
            .code(
                "",
                outputs: [
                    .stream(.stdout, "s"), .displayData(["image/png": png]),
                    .displayData(["image/svg+xml": "<svg/>", "image/png": png]),
                ]
            ),
        ])
        let document = MarkdownExporter(documentName: "../my book").export(notebook)
        #expect(
            document.text == """
                x

                ```text
                s
                ```

                ![png](my_book_files/my_book_1_1.png)

                ![svg](my_book_files/my_book_1_2.svg)

                """
        )
        #expect(
            document.resources.map(\.path) == [
                "my_book_files/my_book_1_1.png", "my_book_files/my_book_1_2.svg",
            ]
        )
        #expect(document.resources.map(\.bytes) == [[1, 2, 3], Array("<svg/>".utf8)])
    }

    @Test func `images can be data URIs`() {
        let exporter = MarkdownExporter(resources: .dataURIs)
        let cell = Cell.code("", outputs: [.displayData(["image/png": png])])
        let document = exporter.export(Notebook(cells: [cell]))
        #expect(document.text == "![png](data:image/png;base64,AQID)\n")
        #expect(document.resources.isEmpty)
    }

    @Test func `attachments become files with safe and unique names`() {
        func cell(_ text: String, _ names: String...) -> Cell {
            .markdown(
                text,
                attachments: names.map {
                    CellAttachment(name: $0, content: ["image/png": png])
                }
            )
        }
        let document = MarkdownExporter().export(
            Notebook(cells: [
                cell("![a](attachment:a.png) attachment:a.png", "a.png"),
                cell("![b](attachment:b%20c.png) ![b](attachment:b c.png)", "b c.png"),
                cell("<img src=\"attachment:A.png\">", "A.png"),
                cell("[r]: attachment:../../x%2F..%2Fp%281%29.png", "../../x/../p(1).png"),
                cell("![n](attachment:none.png)", "..", "other"),
            ])
        )
        #expect(
            document.text == """
                ![a](notebook_files/a.png) attachment:a.png

                ![b](notebook_files/b_c.png) ![b](notebook_files/b_c.png)

                <img src="notebook_files/A-2.png">

                [r]: notebook_files/p_1_.png

                ![n](attachment:none.png)

                """
        )
        #expect(
            document.resources.map(\.path) == [
                "notebook_files/a.png", "notebook_files/b_c.png", "notebook_files/A-2.png",
                "notebook_files/p_1_.png", "notebook_files/attachment", "notebook_files/other",
            ]
        )
    }

    @Test func `hidden parts are left out unless wanted`() {
        let cells: [Cell] = [
            .code(
                "a",
                outputs: [.stream(.stdout, "A")],
                metadata: ["jupyter": ["source_hidden": true]]
            ),
            .code("b", outputs: [.stream(.stdout, "B")], metadata: ["tags": ["remove-output"]]),
            .markdown("c", metadata: ["tags": ["remove_cell"]]),
        ]
        let notebook = Notebook(cells: cells)
        #expect(MarkdownExporter().export(notebook).text == "```text\nA\n```\n\n```\nb\n```\n")
        let all = MarkdownExporter(omitsHiddenParts: false).export(notebook).text
        #expect(all.contains("c\n"))
        #expect(all.contains("B\n"))
    }
}
