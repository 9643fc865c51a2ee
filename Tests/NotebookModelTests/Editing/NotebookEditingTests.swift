import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct NotebookEditingTests {
    private let notebook = Notebook(cells: [
        .raw("A", id: "a"), .raw("B", id: "b"), .raw("C", id: "c"),
    ])

    private func sources(_ notebook: Notebook) -> String {
        notebook.cells.map(\.source).joined()
    }

    @Test(arguments: [
        (CellPosition.end, "ABCX", 3), (.index(0), "XABC", 0), (.index(3), "ABCX", 3),
        (.before("b"), "AXBC", 1), (.after("b"), "ABXC", 2), (.after(2), "ABCX", 3),
    ])
    func `a cell is inserted where it is wanted`(
        _ position: CellPosition,
        _ expected: String,
        _ index: Int
    ) throws {
        var notebook = notebook
        #expect(try notebook.insertCell(.raw("X"), at: position) == index)
        #expect(sources(notebook) == expected)
    }

    @Test(arguments: [
        (CellReference.id("a"), CellPosition.end, "BCA", 2), ("a", .before("c"), "BAC", 1),
        ("a", .after("a"), "ABC", 0), ("a", .before("a"), "ABC", 0), ("c", .before("a"), "CAB", 0),
        ("c", .after("a"), "ACB", 1), (0, .index(2), "BCA", 2), (2, .index(1), "ACB", 1),
        (1, .index(1), "ABC", 1),
    ])
    func `a cell is moved to where it is wanted`(
        _ cell: CellReference,
        _ position: CellPosition,
        _ expected: String,
        _ index: Int
    ) throws {
        var notebook = notebook
        #expect(try notebook.moveCell(cell, to: position) == index)
        #expect(sources(notebook) == expected)
    }

    @Test func `cells are inserted together`() throws {
        var notebook = notebook
        #expect(try notebook.insertCells([.raw("X"), .raw("X")], at: .after("a")) == 1..<3)
        #expect(sources(notebook) == "AXXBC")
        #expect(Set(notebook.cells.compactMap(\.id)).count == 5)
        #expect(try notebook.insertCells([], at: .end).isEmpty)
    }

    @Test func `a cell is removed and handed out`() throws {
        var notebook = notebook
        #expect(try notebook.removeCell("b") == .raw("B", id: "b"))
        #expect(try notebook.removeCell(1) == .raw("C", id: "c"))
        #expect(sources(notebook) == "A")
    }

    @Test func `a new cell takes over the id of the one that it replaces`() throws {
        var notebook = notebook
        #expect(try notebook.replaceCell("b", with: .code("X")) == .raw("B", id: "b"))
        #expect(notebook.cells[1] == .code("X", id: "b"))
        try notebook.replaceCell("b", with: .code("Y", id: "y"))
        #expect(notebook.cells.map(\.id) == ["a", "y", "c"])
        try notebook.replaceCell("y", with: .code("Z", id: "y"))
        #expect(sources(notebook) == "AZC")
        let error = #expect(throws: NotebookEditError.self) {
            try notebook.replaceCell("y", with: .code("", id: "c"))
        }
        #expect(error == .takenID("c"))
    }

    @Test func `a cell without id gets one of its content`() throws {
        var notebook = notebook
        try notebook.insertCell(.code("x"), at: .end)
        var other = Notebook(cells: [.code("x")])
        other.addMissingIDs()
        #expect(notebook.cells[3].id == other.cells[0].id)
    }

    @Test func `before format 4 dot 5 cells have no ids`() throws {
        var notebook = Notebook(cells: [.raw("A")], nbformatMinor: 4)
        try notebook.insertCell(.raw("B", id: "b"), at: .end)
        try notebook.replaceCell(0, with: .raw("C", id: "c"))
        #expect(notebook == Notebook(cells: [.raw("C"), .raw("B")], nbformatMinor: 4))
    }

    @Test func `a cell without id that another replaces gives the other no id`() throws {
        var notebook = Notebook(cells: [.raw("A")])
        try notebook.replaceCell(0, with: .raw("B", id: "b"))
        #expect(notebook.cells == [.raw("B", id: "b")])
        notebook.cells[0].id = nil
        try notebook.replaceCell(0, with: .raw("B"))
        #expect(notebook.cells[0].id?.utf8.count == 8)
    }

    @Test func `cells that have no id stay without when others come`() throws {
        var notebook = Notebook(cells: [.raw("A")])
        try notebook.insertCell(.raw("B"), at: .end)
        #expect(notebook.cells[0].id == nil)
        #expect(notebook.cells[1].id != nil)
    }

    @Test func `an id that several cells share names none of them`() {
        let notebook = Notebook(cells: [.raw("A", id: "x"), .raw("B"), .raw("C", id: "x")])
        let error = #expect(throws: NotebookEditError.self) { try notebook.index(of: "x") }
        #expect(error == .duplicateID("x", indexes: [0, 2]))
    }

    @Test(arguments: [
        (CellReference.id("x"), NotebookEditError.unknownID("x", hasIDs: true)),
        (3, .indexOutOfRange(3, count: 3)), (-1, .indexOutOfRange(-1, count: 3)),
    ])
    func `a cell that isn't there is reported and nothing changes`(
        _ cell: CellReference,
        _ expected: NotebookEditError
    ) {
        var edited = notebook
        let edits: [(inout Notebook) throws -> Void] = [
            { notebook in _ = try notebook.removeCell(cell) },
            { notebook in try notebook.moveCell(cell, to: .end) },
            { notebook in try notebook.moveCell("a", to: .after(cell)) },
            { notebook in
                try notebook.insertCell(.raw(""), at: .before(cell))
            },
            { notebook in
                try notebook.replaceCell(cell, with: .raw(""))
            },
            { notebook in
                try notebook.splitCell(cell, at: "".startIndex)
            },
            { notebook in try notebook.mergeCells("a", through: cell) },
            { notebook in try notebook.changeType(of: cell, to: .code) },
            { notebook in try notebook.clearOutputs(of: cell) },
        ]
        for edit in edits {
            let error = #expect(throws: NotebookEditError.self) { try edit(&edited) }
            #expect(error == expected)
        }
        #expect(edited == notebook)
    }

    @Test(arguments: [CellPosition.index(4), .index(-1)])
    func `a position out of range is reported`(_ position: CellPosition) {
        var notebook = notebook
        #expect(throws: NotebookEditError.self) {
            try notebook.insertCell(.raw(""), at: position)
        }
    }

    @Test func `a cell can't be moved behind the end by index`() {
        var notebook = notebook
        let error = #expect(throws: NotebookEditError.self) {
            try notebook.moveCell("a", to: .index(3))
        }
        #expect(error == .indexOutOfRange(3, count: 3))
    }

    @Test(arguments: [[Cell.raw("", id: "a")], [.raw("", id: "n"), .raw("", id: "n")]])
    func `an id is never given twice`(_ cells: [Cell]) {
        var edited = notebook
        let error = #expect(throws: NotebookEditError.self) {
            try edited.insertCells(cells, at: .end)
        }
        #expect(error == .takenID(cells[0].id ?? ""))
        #expect(edited == notebook)
    }

    @Test(arguments: [
        (
            NotebookEditError.unknownID("x", hasIDs: false),
            "no cell has the id 'x', nor any other; name the cell by its index, or add ids with "
                + "addMissingIDs()"
        ),
        (
            .duplicateID("x", indexes: Array(0..<12)),
            "the cells at 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more share the id 'x'; name the cell "
                + "by its index, or give all but one another id"
        ),
        (
            .attachmentClash("p.png", index: 4),
            "the attachment 'p.png' of the cell at 4 differs from one of that name in a cell "
                + "before it; rename one and the references to it"
        ),
    ])
    func `an error says what, where and what to do`(_ error: NotebookEditError, _ text: String) {
        #expect("\(error)" == text)
    }

    @Test(.enabled(if: Peer.isThere), arguments: [4, 5])
    func `what edits leave is valid for nbformat`(_ minor: Int) async throws {
        var cells: [Cell] = [.image([1], id: "i"), .code("a\n\nb", executionCount: 1, id: "c")]
        cells.append(.markdown("# t", id: "m"))
        if minor < 5 { for index in cells.indices { cells[index].id = nil } }
        var notebook = Notebook(cells: cells, nbformatMinor: minor)
        try notebook.insertCells([.code("b"), .code("b", id: "given")], at: .end)
        let source = notebook.cells[1].source
        try notebook.splitCell(1, at: source.index(source.startIndex, offsetBy: 2))
        try notebook.mergeCells(3, through: 0)
        try notebook.changeType(of: 1, to: .raw)
        try notebook.replaceCell(2, with: .code("n"))
        notebook.clearOutputs()
        let complaints = try await Peer.json(
            """
            import json, sys, warnings, nbformat
            warnings.simplefilter("error")
            notebook = nbformat.from_dict(json.load(sys.stdin))
            nbformat.validate(notebook)
            json.dump([], sys.stdout)
            """,
            input: notebook.jsonBytes()
        )
        #expect(complaints == [])
    }
}
