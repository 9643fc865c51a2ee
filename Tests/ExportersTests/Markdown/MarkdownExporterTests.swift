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

    @Test(arguments: [
        ("- a", "- b", true), ("- a", "  b", true), ("- a", "\tb", true), ("- a", " b", false),
        ("- a", "* b", false), ("- a", "- - -", false), ("1. a", "2. b", true),
        ("1. a", "2) b", false), ("- a\n\nb", "- c", false), ("- a\nb", "- c", true),
        ("    a", "    b", true), ("    a", "   b", false), ("a", "    b", false),
        ("> - a", "- b", false), ("- > a\n> b", "- c", false), ("-\n\n  a", "- b", false),
    ])
    func `a comment stands only between what would grow together`(
        _ first: String,
        _ second: String,
        _ isApart: Bool
    ) {
        let text = markdown(.markdown(first), .markdown(second))
        #expect(text == first + (isApart ? "\n\n<!-- -->\n\n" : "\n\n") + second + "\n")
    }

    @Test(arguments: [
        ("<!-- a", "-->"), ("<SCRIPT>\n\nx", "</script>"), ("<?php", "?>"), ("<![CDATA[", "]]>"),
        ("<!a", ">"), ("a\n<pre>", "</pre>"), ("<div>\n\n<!--", "-->"), ("<!-- a -->", nil),
        ("<div>", nil), ("a <!--", nil), ("- <!--", nil), ("> ~~~", nil), ("    <!--", nil),
        ("~~~\n```", "~~~"), ("```` `a", nil), ("```\n ```", nil), ("```\n    ```", "```"),
    ])
    func `what a cell leaves open is closed`(_ text: String, _ closing: String?) {
        let cell = text + (closing.map { "\n" + $0 } ?? "")
        #expect(markdown(.markdown(text), .markdown("b")) == cell + "\n\nb\n")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["> ", "- ", "1. ", "<b ", "[", "`", "<!--", "</pre>"]
    )
    func `hostile nesting takes no long time`(_ part: String) {
        let line = String(repeating: part, count: 50_000)
        let text = line + String(repeating: "\n", count: 5_000) + line + "\n\n" + line
        #expect(markdown(.markdown(text), .markdown(text)).utf8.count > 2 * line.utf8.count)
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

    @Test(arguments: [
        ("<div><PRE>a\n\n\nb</PRE>\n\n</div>", "<div><PRE>a\n&#10;&#10;b</PRE>\n</div>"),
        ("<pre>\n\na\n </pre>", "<div>\n<pre>\n&#10;a\n </pre>\n</div>"),
        ("<p><textarea>\n  \n</textarea>", "<p><textarea>\n  &#10;</textarea>"),
        ("<style>\n\n</style>\n<table>\n", "<div>\n<style>\n</style>\n<table>\n</div>"),
        ("a <b>b</b>", "<div>\na <b>b</b>\n</div>"), ("<b>b</b>", "<div>\n<b>b</b>\n</div>"),
        ("<b>\nb</b>", "<b>\nb</b>"), ("\n \n", ""),
    ])
    func `HTML becomes one block`(_ html: String, _ block: String) {
        let text = markdown(.code("", outputs: [.displayData(["text/html": .text(html)])]))
        #expect(text == (block.isEmpty ? "" : block + "\n"))
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

    @Test(arguments: [
        ("", ""), ("img", "img/"), ("/a//../b/.", "a/b/"), ("..", ""), ("a b", "a b/"),
    ])
    func `files can go into a folder of one's own`(_ folder: String, _ prefix: String) {
        let file = CellAttachment(name: "notebook.md", content: ["image/png": png])
        let document = MarkdownExporter(resourceFolder: folder).export(
            Notebook(cells: [.markdown("![a](attachment:notebook.md)", attachments: [file])])
        )
        // Beside the document its own name is taken.
        let path = prefix + (prefix.isEmpty ? "notebook-2.md" : "notebook.md")
        #expect(document.resources.map(\.path) == [path])
        #expect(document.text == "![a](\(path.replacing(" ", with: "%20")))\n")
    }

    @Test func `images can be data URIs`() {
        let exporter = MarkdownExporter(resources: .dataURIs)
        let cell = Cell.code("", outputs: [.displayData(["image/png": png])])
        let document = exporter.export(Notebook(cells: [cell]))
        #expect(document.text == "![png](data:image/png;base64,AQID)\n")
        #expect(document.resources.isEmpty)
    }

    @Test func `drawings as data URIs are HTML where that is allowed`() {
        let cell = Cell.code("", outputs: [.displayData(["image/svg+xml": "<svg/>"])])
        let uri = "data:image/svg+xml;base64,PHN2Zy8+"
        var exporter = MarkdownExporter(resources: .dataURIs)
        #expect(markdown(cell, exporter: exporter) == "<img alt=\"svg\" src=\"\(uri)\">\n")
        exporter.allowsHTML = false
        #expect(markdown(cell, exporter: exporter) == "![svg](\(uri))\n")
    }

    @Test func `an output's metadata name its file and describe it`() {
        let output = Output.displayData(
            ["image/png": png],
            metadata: ["filename": "../a fig", "alt": "a\n[b] *c*"]
        )
        let document = MarkdownExporter().export(
            Notebook(cells: [.code("", outputs: [output, output])])
        )
        #expect(
            document.text == """
                ![a \\[b\\] \\*c\\*](notebook_files/a_fig.png)

                ![a \\[b\\] \\*c\\*](notebook_files/a_fig-2.png)

                """
        )
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

    @Test func `parts marked as collapsed stand in details`() {
        let text = markdown(
            .code("a", outputs: [.stream(.stdout, "A")], metadata: ["tags": ["hide-input"]]),
            .code("b", outputs: [.stream(.stdout, "B")], metadata: ["tags": ["hide_output"]]),
            .code("c", metadata: ["tags": ["hide-cell", "hide-output"]])
        )
        #expect(
            text == """
                <details>
                <summary>Source</summary>

                ```python
                a
                ```

                </details>

                ```text
                A
                ```

                ```python
                b
                ```

                <details>
                <summary>Output</summary>

                ```text
                B
                ```

                </details>

                <details>
                <summary>Cell</summary>

                ```python
                c
                ```

                </details>

                """
        )
    }

    @Test func `a tag can hide a single output`() {
        let outputs: [Output] = [
            .displayData(["text/plain": "1"], metadata: ["tags": ["remove-output"]]),
            .displayData(["text/plain": "2"]),
        ]
        #expect(markdown(.code("", outputs: outputs)) == "```text\n2\n```\n")
    }

    @Test func `long outputs can be collapsed`() {
        let outputs: [Output] = [
            .stream(.stdout, "1\n2\n\n"),
            .error(name: "E", value: "v", traceback: ["1\n2", "3"]),
        ]
        let exporter = MarkdownExporter(collapsedOutputLines: 2)
        #expect(
            markdown(.code("", outputs: outputs), exporter: exporter) == """
                ```text
                1
                2
                ```

                <details>
                <summary>3 lines</summary>

                ```text
                1
                2
                3
                ```

                </details>

                """
        )
    }

    @Test func `what is not shown is told`() {
        let broken = MIMEBundle.Content.base64("no base64!")
        let file = CellAttachment(name: "a", content: ["image/png": broken])
        let document = MarkdownExporter().export(
            Notebook(cells: [
                .markdown("![a](attachment:b%20c) ![a](attachment:a)", attachments: [file]),
                .raw("x", metadata: ["raw_mimetype": "text/latex"]),
                Cell(kind: .unknown(type: "sql"), source: "x"),
                .code(
                    "",
                    outputs: [
                        .displayData(["text/plain": ""]), .displayData([:]),
                        .displayData(["application/vnd.x+json": .json(1)]),
                        .displayData(["image/png": broken, "text/plain": "p"]),
                        .displayData(["image/png": broken]), Output(.unknown(type: "u")),
                    ]
                ),
            ])
        )
        #expect(
            document.warnings == [
                ExportWarning(.undecodableData(type: "image/png"), cell: 0),
                ExportWarning(.missingAttachment(name: "b c"), cell: 0),
                ExportWarning(.foreignCell(type: "text/latex"), cell: 1),
                ExportWarning(.unknownCell(type: "sql"), cell: 2),
                ExportWarning(
                    .unshownOutput(types: ["application/vnd.x+json"]),
                    cell: 3,
                    output: 2
                ),
                ExportWarning(.undecodableData(type: "image/png"), cell: 3, output: 3),
                ExportWarning(.undecodableData(type: "image/png"), cell: 3, output: 4),
                ExportWarning(.unshownOutput(types: ["image/png"]), cell: 3, output: 4),
                ExportWarning(.unknownOutput(type: "u"), cell: 3, output: 5),
            ]
        )
    }

    @Test func `less common types are shown, too`() {
        let text = markdown(
            .code(
                "",
                outputs: [
                    .displayData(["text/vnd.mermaid": "graph LR\n"]),
                    .displayData(["application/pdf": png, "text/plain": "p"]),
                    .displayData(["image/avif": png]),
                ]
            )
        )
        #expect(
            text == """
                ```mermaid
                graph LR
                ```

                [pdf](notebook_files/notebook_0_1.pdf)

                ![avif](notebook_files/notebook_0_2.avif)

                """
        )
    }

    @Test func `front matter tells of title, authors and kernel`() {
        let exporter = MarkdownExporter(hasFrontMatter: true)
        let notebook = Notebook(
            cells: [.code("1"), .markdown("\n# A: b ##\ntext")],
            metadata: [
                "authors": [["name": "Ada"], "Bob"], "language_info": ["name": "python"],
                "kernelspec": ["name": "python3", "display_name": "Python 3"],
            ]
        )
        #expect(
            exporter.export(notebook).text == """
                ---
                title: 'A: b'
                authors:
                - Ada
                - Bob
                kernelspec:
                  name: python3
                  display_name: Python 3
                  language: python
                ---

                ```python
                1
                ```

                # A: b ##
                text

                """
        )
        #expect(exporter.export(Notebook()).text.isEmpty)
    }

    @Test func `front matter of the notebook's own stays alone`() {
        let own = "---\ntitle: x\n---"
        let text = markdown(.raw(own), exporter: MarkdownExporter(hasFrontMatter: true))
        #expect(text == own + "\n")
    }

    @Test(arguments: [
        ("# a #b", "a #b"), ("#  a\t", "a"), ("# a# ##", "a#"), ("#", nil), ("# ##", nil),
        ("## a", nil), ("#a", nil), ("a\n# b", nil),
    ])
    func `a heading at the start is the title`(_ text: String, _ title: String?) {
        let notebook = Notebook(cells: [.code("1"), .markdown(" \n"), .markdown(text)])
        let document = MarkdownExporter(hasFrontMatter: true).export(notebook).text
        let start = title.map { "---\ntitle: " + ($0.contains(" #") ? "'\($0)'" : $0) + "\n---\n" }
        #expect(document.hasPrefix(start ?? "```\n1"))
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
