import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct CellTypeTests {
    private let picture = CellAttachment(name: "p.png", content: ["image/png": .base64("AQID")])

    @Test func `code that becomes text loses its outputs and keeps the rest`() throws {
        var notebook = Notebook(cells: [
            .code(
                "# t",
                outputs: [.stream(.stdout, "1")],
                executionCount: 2,
                id: "c",
                metadata: ["tags": ["t"]]
            )
        ])
        try notebook.changeType(of: "c", to: .markdown)
        #expect(notebook.cells == [.markdown("# t", id: "c", metadata: ["tags": ["t"]])])
    }

    @Test func `attachments stay between text cells and go from code`() {
        var cell = Cell.markdown("x", attachments: [picture])
        cell.changeType(to: .raw)
        #expect(cell == .raw("x", attachments: [picture]))
        cell.changeType(to: .code)
        #expect(cell == .code("x"))
    }

    @Test func `a cell that has the type already stays as it is`() {
        let cell = Cell.code("x", outputs: [.stream(.stdout, "1")], executionCount: 1)
        var changed = cell
        changed.changeType(to: .code)
        #expect(changed == cell)
    }

    @Test func `members that didn't belong to the old type don't come to life`() {
        var cell = Cell(
            kind: .unknown(type: "u"),
            source: "x",
            otherMembers: ["outputs": [1], "attachments": [:], "execution_count": 1, "own": 2]
        )
        cell.changeType(to: .code)
        #expect(
            cell
                == Cell(
                    kind: .code(outputs: [], executionCount: nil),
                    source: "x",
                    otherMembers: ["own": 2]
                )
        )
    }

    @Test func `clearing takes outputs, count and how they were shown`() {
        let cell = Cell.code(
            "x",
            outputs: [.stream(.stdout, "1")],
            executionCount: 4,
            metadata: ["collapsed": true, "scrolled": "auto", "execution": [:], "tags": ["t"]]
        )
        var notebook = Notebook(cells: [cell, .markdown("m", metadata: ["collapsed": true]), cell])
        notebook.clearOutputs()
        let cleared = Cell.code("x", metadata: ["execution": [:], "tags": ["t"]])
        #expect(
            notebook.cells == [cleared, .markdown("m", metadata: ["collapsed": true]), cleared]
        )
    }

    @Test func `clearing one cell can keep its count`() throws {
        let cell = Cell.code("x", outputs: [.stream(.stdout, "1")], executionCount: 4)
        var notebook = Notebook(cells: [cell, cell])
        try notebook.clearOutputs(of: 1, keepingExecutionCount: true)
        #expect(notebook.cells == [cell, .code("x", executionCount: 4)])
    }

    @Test func `outputs that can't be read are cleared too`() {
        var cell = Cell.code("x")
        cell.otherMembers = ["outputs": "broken", "execution_count": [], "own": 1]
        var keeping = cell
        keeping.clearOutputs(keepingExecutionCount: true)
        #expect(keeping.otherMembers == ["execution_count": [], "own": 1])
        cell.clearOutputs()
        #expect(cell.otherMembers == ["own": 1])
    }

    /// nbconvert 7.17.2's `ClearOutputPreprocessor`, written by nbformat 5.11.1, gave our bytes for
    /// all 34 notebooks of the corpus; these are the FNV-1a hashes of some.
    @Test(
        .enabled(if: !Corpus.names.isEmpty),
        arguments: [
            ("05-v41-julia-knet-lin.ipynb", 0x20E6_270A_F6E3_4A5B),
            ("12-vscode-python-output.ipynb", 0x8E97_3D62_BB9D_2180),
            ("17-altair-html-transformation.ipynb", 0x1C69_181B_DDDD_73E2),
            ("18-images-dimreduction.ipynb", 0x515F_2635_4265_D4BB),
            ("23-errors-many-tracebacks.ipynb", 0xE78F_5BE6_B5EF_175F),
            ("30-big-endtoend-ml.ipynb", 0xBB7E_0245_8F7C_4484),
            ("crafted/c01-v43-jupyter-metadata.ipynb", 0x0315_4869_7B81_84D6),
            ("crafted/c03-output-traps.ipynb", 0xD727_3406_AA09_C86D),
        ] as [(String, UInt64)]
    )
    func `clearing a notebook gives the bytes that nbconvert gives`(
        _ name: String,
        _ hash: UInt64
    ) throws {
        var notebook = try Notebook(reading: Corpus.bytes(name))
        notebook.clearOutputs()
        let own = notebook.jsonBytes().reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        #expect(own == hash)
    }
}
