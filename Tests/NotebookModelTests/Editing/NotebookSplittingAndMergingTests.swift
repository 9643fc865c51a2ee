import NotebookModel
import Testing

/// What JupyterLab 4.6.6 does was read and run in its `NotebookActions`.
@Suite struct NotebookSplittingAndMergingTests {
    private let picture = CellAttachment(name: "p.png", content: ["image/png": .base64("AQID")])

    private func split(_ cell: Cell, before text: String) throws -> [Cell] {
        var notebook = Notebook(cells: [.raw("first", id: "f"), cell, .raw("last", id: "l")])
        let position = try #require(cell.source.firstRange(of: text)).lowerBound
        #expect(try notebook.splitCell(1, at: position) == 2)
        #expect(notebook.cells.count == 4)
        return Array(notebook.cells[1...2])
    }

    @Test func `the first half keeps the id and the second one the outputs`() throws {
        let cell = Cell.code(
            "a = 1\n\nprint(a)\n",
            outputs: [.stream(.stdout, "1\n")],
            executionCount: 3,
            id: "c",
            metadata: ["tags": ["t"]]
        )
        let halves = try split(cell, before: "\nprint")
        #expect(halves[0] == .code("a = 1", id: "c", metadata: ["tags": ["t"]]))
        let id = try #require(halves[1].id)
        #expect(
            halves[1]
                == .code(
                    "print(a)",
                    outputs: [.stream(.stdout, "1\n")],
                    executionCount: 3,
                    id: id,
                    metadata: ["tags": ["t"]]
                )
        )
        #expect(!["f", "c", "l"].contains(id))
    }

    // JupyterLab: source.slice(…).replace(/^\n+/, '').replace(/\n+$/, '')
    @Test(arguments: [
        ("a|b", "a", "b"), ("|a", "", "a"), ("a|", "a", ""), ("\n\na\n\n|\n b \n\n", "a", " b "),
        ("|", "", ""), ("\n|\n", "", ""), ("a\r\n\r\n|b\r\n", "a", "b"), ("é👍|🏽", "é👍", "🏽"),
    ])
    func `line feeds at the ends of the halves go`(
        _ marked: String,
        _ first: String,
        _ second: String
    ) throws {
        let bar = try #require(marked.unicodeScalars.firstIndex(of: "|"))
        let source = String(marked[..<bar]) + String(marked[bar...].unicodeScalars.dropFirst())
        var notebook = Notebook(cells: [.raw(source, id: "r")])
        try notebook.splitCell("r", at: bar)
        #expect(notebook.cells.map(\.source) == [first, second])
    }

    @Test func `attachments stay where there are references to them`() throws {
        let text = "![x](attachment:p.png)\n\nrest"
        let halves = try split(.markdown(text, attachments: [picture]), before: "rest")
        #expect(halves.map(\.attachments) == [[picture], [picture]])
        let other = try split(.markdown("head\n" + text, attachments: [picture]), before: "![")
        #expect(other.map(\.attachments) == [[], [picture]])
    }

    @Test func `a position beyond the source is reported`() {
        var notebook = Notebook(cells: [.raw("long enough"), .raw("short")])
        let error = #expect(throws: NotebookEditError.self) {
            try notebook.splitCell(1, at: notebook.cells[0].source.endIndex)
        }
        #expect(error == .positionOutsideSource(index: 1))
    }

    @Test(arguments: [("b", "d"), ("d", "b")])
    func `cells are merged into the first that is named`(_ main: String, _ other: String) throws {
        var notebook = Notebook(cells: [
            .raw("A", id: "a"), .code("B\n", outputs: [.stream(.stdout, "")], id: "b"),
            .markdown("C", attachments: [picture], id: "c", metadata: ["m": 2]),
            .markdown("D", id: "d", metadata: ["m": 3]), .raw("E", id: "e"),
        ])
        #expect(try notebook.mergeCells(.id(main), through: .id(other)) == 1)
        #expect(notebook.cells.map(\.source) == ["A", "B\n\n\nC\n\nD", "E"])
        var merged = notebook.cells[1]
        let id = try #require(merged.id)
        #expect(!["a", "b", "c", "d", "e"].contains(id))
        merged.id = nil
        merged.source = ""
        #expect(
            merged
                == (main == "b"
                    ? .code("") : .markdown("", attachments: [picture], metadata: ["m": 3]))
        )
    }

    @Test func `a merged code cell has not run`() throws {
        var notebook = Notebook(cells: [
            .code("a", outputs: [.stream(.stdout, "1")], executionCount: 1), .code("b"),
        ])
        notebook.nbformatMinor = 4
        try notebook.mergeCells(0, through: 1)
        #expect(notebook.cells == [.code("a\n\nb")])
    }

    @Test func `attachments of one name must be the same`() throws {
        let cells: [Cell] = [
            .markdown("a", attachments: [picture]), .raw("b", attachments: [picture]),
            .raw("c", attachments: [CellAttachment(name: "p.png", content: ["image/png": "BB"])]),
        ]
        var notebook = Notebook(cells: cells)
        let error = #expect(throws: NotebookEditError.self) {
            try notebook.mergeCells(0, through: 2)
        }
        #expect(error == .attachmentClash("p.png", index: 2))
        #expect(notebook.cells == cells)
        try notebook.mergeCells(0, through: 1)
        #expect(notebook.cells[0].attachments == [picture])
    }

    @Test func `a cell alone or of an unknown type can't be merged or split`() {
        var notebook = Notebook(cells: [.raw("a"), Cell(kind: .unknown(type: "u"), source: "b")])
        let edits: [((inout Notebook) throws -> Void, NotebookEditError)] = [
            (
                { notebook in try notebook.mergeCells(0, through: 0) },
                .nothingToMerge(index: 0)
            ),
            (
                { notebook in try notebook.mergeCells(0, through: 1) },
                .unknownType("u", index: 1)
            ),
            (
                { notebook in
                    try notebook.splitCell(1, at: "".startIndex)
                },
                .unknownType("u", index: 1)
            ),
        ]
        for (edit, expected) in edits {
            let error = #expect(throws: NotebookEditError.self) { try edit(&notebook) }
            #expect(error == expected)
        }
    }
}
