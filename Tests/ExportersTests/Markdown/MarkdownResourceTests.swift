import Exporters
import NotebookModel
import Testing

@Suite struct MarkdownResourceTests {
    private let python: JSONObject = ["language_info": ["name": "python"]]
    private let png = MIMEBundle.Content.base64("AQID\n")

    private func markdown(
        _ cells: Cell...,
        exporter: MarkdownExporter = MarkdownExporter()
    ) -> String {
        exporter.export(Notebook(cells: cells, metadata: python)).text
    }

    @Test(.timeLimit(.minutes(1)))
    func `many broken references take no long time`() {
        let text = String(repeating: "(attachment:", count: 4_000)
        let file = CellAttachment(name: "x", content: ["image/png": png])
        #expect(markdown(.markdown(text, attachments: [file])) == text + "\n")
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
}
