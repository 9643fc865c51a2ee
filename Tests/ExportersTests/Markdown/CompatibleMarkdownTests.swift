import Exporters
import NotebookModel
import Testing

/// What nbconvert can't convert, or what only ours says.
@Suite struct CompatibleMarkdownTests {
    private let exporter = MarkdownExporter(mode: .compatible, documentName: "n")

    private func document(_ outputs: Output...) -> ExportedDocument {
        exporter.export(Notebook(cells: [.code("", outputs: outputs)]))
    }

    @Test func `an image that can't be decoded gives way to the next type`() {
        let bundle: MIMEBundle = ["image/png": .base64("A"), "text/plain": "p"]
        let document = document(.displayData(bundle))
        #expect(document.text == "```\n\n```\n\n\n    p\n\n")
        #expect(document.resources.isEmpty)
        #expect(
            document.warnings
                == [ExportWarning(.undecodableData(type: "image/png"), cell: 0, output: 0)]
        )
    }

    @Test func `files that ask for one name get numbers`() {
        let image = Output.displayData(["image/png": .base64("AQID")], metadata: ["filename": "f"])
        let document = document(image, image)
        #expect(document.resources.map(\.path) == ["n_files/f.png", "n_files/f-2.png"])
        #expect(document.text.contains("(n_files/f-2.png)"))
    }

    @Test func `of attached files with one name the last is written`() {
        func cell(_ digits: String) -> Cell {
            .markdown(
                "![x](attachment:n_1_0.png)",
                attachments: [
                    CellAttachment(
                        name: "n_1_0.png",
                        content: ["image/png": .base64(digits)]
                    )
                ]
            )
        }
        let image = Output.displayData(["image/png": .base64("AQID")])
        let document = exporter.export(
            Notebook(cells: [cell("AQI="), .code("", outputs: [image]), cell("AQ==")])
        )
        #expect(document.resources.map(\.bytes) == [[1]])
        #expect(
            document.warnings == [
                ExportWarning(.replacedFile(path: "n_files/n_1_0.png"), cell: 0),
                ExportWarning(.replacedFile(path: "n_files/n_1_0.png"), cell: 1, output: 0),
            ]
        )
    }

    @Test func `no path leaves the folder`() {
        let cell = Cell.markdown(
            "x",
            attachments: ["..", "a/..", "/etc/passwd", ".", "a\0b"].map {
                CellAttachment(name: $0, content: ["image/png": .base64("AQID")])
            }
        )
        let outputs = ["..", "/", "../.."].map {
            Output.displayData(["image/png": .base64("AQID")], metadata: ["filename": .string($0)])
        }
        var exporter = exporter
        exporter.documentName = "../n"
        let document = exporter.export(Notebook(cells: [cell, .code("", outputs: outputs)]))
        #expect(document.resources.map(\.path) == ["n_files/passwd"])
    }

    @Test func `what is not known is told`() {
        let document = exporter.export(
            Notebook(cells: [
                Cell(kind: .unknown(type: "sql"), source: "x"),
                .code(
                    "",
                    outputs: [
                        Output(.unknown(type: "u")),
                        .displayData(["application/vnd.x+json": .json(1)]),
                    ]
                ),
                .raw("x", metadata: ["raw_mimetype": "text/latex"]),
            ])
        )
        #expect(document.text == "```\n\n```\n\n\n")
        #expect(
            document.warnings == [
                ExportWarning(.unknownCell(type: "sql"), cell: 0),
                ExportWarning(.unknownOutput(type: "u"), cell: 1, output: 0),
                ExportWarning(
                    .unshownOutput(types: ["application/vnd.x+json"]),
                    cell: 1,
                    output: 1
                ),
                ExportWarning(.foreignCell(type: "text/latex"), cell: 2),
            ]
        )
    }

    @Test(.timeLimit(.minutes(1)))
    func `hostile texts take no long time`() {
        let escapes = String(repeating: "\u{1b}[", count: 50_000)
        let references = String(repeating: "attachment:", count: 10_000)
        let file = CellAttachment(
            name: String(references.prefix(250)),
            content: ["image/png": .base64("AQID")]
        )
        let notebook = Notebook(cells: [
            .code("", outputs: [.error(name: "", value: "", traceback: [escapes])]),
            .markdown(references, attachments: [file]),
        ])
        #expect(exporter.export(notebook).bytes.count > 1_000)
    }
}
