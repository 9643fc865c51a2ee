import Exporters
import NotebookModel
import Testing

@Suite struct MarkdownOutputTests {
    private let python: JSONObject = ["language_info": ["name": "python"]]
    private let png = MIMEBundle.Content.base64("AQID\n")

    private func markdown(
        _ cells: Cell...,
        exporter: MarkdownExporter = MarkdownExporter()
    ) -> String {
        exporter.export(Notebook(cells: cells, metadata: python)).text
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

    @Test func `HTML can be left out`() {
        let text = markdown(
            .code("", outputs: [.displayData(["text/html": "<b>", "text/plain": "b"])]),
            .raw("<i>", metadata: ["format": "text/html"]),
            exporter: MarkdownExporter(allowsHTML: false)
        )
        #expect(text == "```text\nb\n```\n")
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
}
