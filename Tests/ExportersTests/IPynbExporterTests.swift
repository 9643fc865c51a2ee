import Exporters
import NotebookModel
import Testing

@Suite struct IPynbExporterTests {
    private let notebook = Notebook(cells: [
        .code(
            "1",
            outputs: [.stream(.stdout, "1")],
            executionCount: 1,
            metadata: ["execution": [:]]
        ),
        .markdown("x"),
    ])

    @Test func `by default nothing changes`() {
        let document = IPynbExporter().export(notebook)
        #expect(document.bytes == notebook.jsonBytes())
        #expect(document.type.fileExtension == "ipynb")
        #expect(document.resources.isEmpty)
    }

    private func exported(_ notebook: Notebook, _ exporter: IPynbExporter) throws -> Notebook {
        try Notebook(reading: exporter.export(notebook).bytes)
    }

    @Test func `outputs and metadata can be left out`() throws {
        let exporter = IPynbExporter(clearsOutputs: true, removedCellMetadata: ["execution"])
        let result = try exported(notebook, exporter)
        #expect(result.cells[0].kind == .code(outputs: [], executionCount: nil))
        #expect(result.cells[0].metadata.isEmpty)
    }

    @Test func `the traces of runs and editors can be left out`() throws {
        let output = Output(
            .displayData(["text/plain": "1"], metadata: [:]),
            otherMembers: ["transient": ["display_id": "a"]]
        )
        let notebook = Notebook(
            cells: [
                .code(
                    "1",
                    outputs: [output],
                    metadata: ["execution": [:], "scrolled": true, "tags": ["a"], "trusted": true]
                )
            ],
            metadata: ["kernelspec": ["name": "python3"], "signature": "x", "widgets": [:]]
        )
        let result = try exported(notebook, IPynbExporter(stripsTransientMetadata: true))
        #expect(result.metadata.map(\.key) == ["kernelspec"])
        #expect(result.cells[0].metadata.map(\.key) == ["tags"])
        #expect(result.cells[0].outputs == [.displayData(["text/plain": "1"])])
    }

    @Test func `a version can be chosen, and what it has no place for is said`() throws {
        var notebook = notebook
        notebook.addMissingIDs()
        let document = IPynbExporter(version: .v44).export(notebook)
        let result = try Notebook(reading: document.bytes)
        #expect(result.nbformatMinor == 4)
        #expect(result.cells.allSatisfy { $0.id == nil })
        #expect(document.warnings == [ExportWarning(.removedIDs(count: 2))])
        let newer = try exported(result, IPynbExporter(version: .v45))
        #expect(newer.cells.allSatisfy { $0.id != nil })
    }

    @Test func `images can be dropped, and the text beside them stays`() throws {
        let image = MIMEBundle.Content.base64("AQID")
        let notebook = Notebook(cells: [
            .code(
                "plot",
                outputs: [
                    .displayData(["image/png": image]),
                    .displayData(
                        ["text/plain": "<Figure>", "image/png": image],
                        metadata: ["image/png": ["width": 1], "a": 1]
                    ),
                    .stream(.stdout, "done"),
                ]
            ),
            .markdown(
                "![](attachment:a.png)",
                attachments: [CellAttachment(name: "a.png", content: ["image/png": image])]
            ),
        ])
        let result = try exported(notebook, IPynbExporter(images: .dropped))
        #expect(
            result.cells[0].outputs == [
                .displayData(["text/plain": "<Figure>"], metadata: ["a": 1]),
                .stream(.stdout, "done"),
            ]
        )
        #expect(result.cells[1].attachments.isEmpty)
        #expect(result.cells[1].source == "![](attachment:a.png)")
    }

    @Test func `images in files can become attachments`() throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 1]
        let source = """
            ![a](img/a%20b.png) [![b](<img/a b.png> "title")](x) <img width=3 src='img/a b.png'>
            `![](img/a b.png)` ![](other.png) ![](text.png)
            """
        let exporter = IPynbExporter(
            images: .embedded(["img/a b.png": png, "text.png": Array("no image".utf8)])
        )
        let notebook = Notebook(cells: [.markdown(source)])
        #expect(
            exporter.export(notebook).warnings
                == [ExportWarning(.unembeddedFile(path: "text.png"), cell: 0)]
        )
        let result = try exported(notebook, exporter)
        #expect(
            result.cells[0].source == """
                ![a](attachment:a_b.png) [![b](<attachment:a_b.png> "title")](x) \
                <img width=3 src='attachment:a_b.png'>
                `![](img/a b.png)` ![](other.png) ![](text.png)
                """
        )
        #expect(result.cells[0].attachments.map(\.name) == ["a_b.png"])
        #expect(result.cells[0].attachments[0].content.bytes("image/png") == png)
    }

    @Test(
        arguments: [
            ("![](a.png)", ["a.png"]),
            ("![x](a.png) ![y](b.png) ![z](a.png)", ["a.png", "b.png"]),
            ("[![x](a.png)](b.png)", ["a.png"]),
            ("[x](a.png)", []),
            ("![x](https://a/b.png) ![](data:x) ![](attachment:a) ![](/a.png) ![](#a)", []),
            ("```\n![](a.png)\n```\n![](b.png)", ["b.png"]),
            ("``` `\n![](a.png)", ["a.png"]),
            ("~~~\n![](a.png)", []),
            ("`` ![](a.png) ` `` ![](b.png)", ["b.png"]),
            ("\\![](a.png) !\\[](b.png)", ["a.png"]),
            ("![a [b](c.png) d](e.png)", ["e.png"]),
            ("![](a(1).png)", ["a(1).png"]),
            ("![](<a b.png>)", ["a b.png"]),
            ("<IMG alt=\"x\" SRC=\"a.png\"/>", ["a.png"]),
            ("<img src=a.png>", []),
            ("![\n\n](a.png)", []),
            ("![](", []),
            ("![](\\", []),
        ]
    )
    func `the images that Markdown refers to are found`(text: String, paths: [String]) {
        #expect(ImageReferences.paths(in: Notebook(cells: [.markdown(text)])) == paths)
    }

    @Test(.timeLimit(.minutes(1)))
    func `hostile Markdown is searched for images in one pass`() {
        for piece in ["`", "` `` ", "![", "![](", "<img ", "<img src='", "~~~\n", "[", "]("] {
            let text = String(repeating: piece, count: 300_000)
            #expect(ImageReferences.paths(in: Notebook(cells: [.markdown(text)])).count < 2)
        }
    }
}
