import NotebookModel
import Testing

@Suite struct NotebookTests {
    @Test func `the language is found where writers leave it`() {
        func language(_ metadata: JSONObject) -> String? { Notebook(metadata: metadata).language }
        #expect(language([:]) == nil)
        #expect(language(["language_info": ["name": "R"], "kernelspec": ["language": "S"]]) == "R")
        #expect(language(["kernelspec": ["language": "julia"]]) == "julia")
        #expect(language(["kernelspec": ["name": "python3"]]) == "python")
        #expect(language(["kernelspec": ["name": "ir"]]) == nil)
    }

    @Test func `cells are built and changed in place`() {
        var cell = Cell.code("1 + 1")
        cell.outputs.append(.stream(.stdout, "2\n"))
        cell.executionCount = 3
        cell.tags = ["a", "b"]
        #expect(
            cell.kind == .code(outputs: [.stream(.stdout, "2\n")], executionCount: 3)
        )
        #expect(cell.metadata == ["tags": ["a", "b"]])
        cell.tags = []
        #expect(cell.metadata.isEmpty)
        var text = Cell.markdown("x")
        text.outputs = [.stream(.stdout, "")]
        #expect(text.outputs.isEmpty)
        #expect(text.type == "markdown")
    }

    @Test func `outputs are matched by pattern`() {
        let output = Output.stream(.stderr, "warning")
        guard case .stream(.stderr, let text) = output.kind else {
            return #expect(Bool(false), "no stream")
        }
        #expect(text == "warning")
    }

    @Test func `a bundle keeps its order and decodes its bytes`() {
        var bundle: MIMEBundle = ["image/png": .base64(encoding: [1, 2, 3]), "text/plain": "p"]
        bundle["text/html"] = "<b>"
        bundle["text/plain"] = "q"
        #expect(bundle.types == ["image/png", "text/plain", "text/html"])
        #expect(bundle.bytes("image/png") == [1, 2, 3])
        #expect(bundle.text("text/plain") == "q")
        #expect(bundle.text("image/png") == nil)
    }

    @Test func `missing ids are made of the content`() {
        let cells: [Cell] = [
            .code("a"), .code("a"), .markdown("a"), .code("b", id: "mine"), .code(""),
        ]
        var notebook = Notebook(cells: cells, nbformatMinor: 4)
        notebook.addMissingIDs()
        let ids = notebook.cells.compactMap(\.id)
        #expect(Set(ids).count == 5)
        #expect(ids[3] == "mine")
        #expect(ids[0].utf8.count == 8)
        #expect(notebook.nbformatMinor == 5)
        var again = Notebook(cells: cells)
        again.addMissingIDs()
        #expect(again.cells == notebook.cells)
    }

    @Test(
        arguments: [
            { .code($0) },
            { .markdown($0, attachments: [CellAttachment(name: "a", content: .plainText($0))]) },
            { .code("", metadata: ["a": .string($0)]) },
            { .code("", outputs: [.stream(.stdout, $0)]) },
            { .code("", outputs: [.displayData(.plainText($0))]) },
            { .code("", outputs: [.error(name: $0, value: $0, traceback: [$0])]) },
        ] as [@Sendable (String) -> Cell]
    )
    func `texts are the same if their bytes are`(cell: @Sendable (String) -> Cell) {
        #expect(cell("\u{E9}") == cell("\u{E9}"))
        #expect(cell("\u{E9}") != cell("e\u{301}"))
        #expect(Set([cell("\u{E9}"), cell("e\u{301}")]).count == 2)
    }

    @Test func `the order of the types of an output doesn't matter`() throws {
        let text: MIMEBundle = ["text/plain": .text("a"), "image/svg+xml": .text("b")]
        let image: MIMEBundle = ["image/svg+xml": .text("b"), "text/plain": .text("a")]
        #expect(text == image)
        #expect(Set([text, image]).count == 1)
        #expect(text != ["text/plain": .text("b"), "image/svg+xml": .text("a")])
        let notebook = Notebook(cells: [.code("", outputs: [.displayData(text)])])
        #expect(try Notebook(reading: notebook.jsonBytes()) == notebook)
    }
}
