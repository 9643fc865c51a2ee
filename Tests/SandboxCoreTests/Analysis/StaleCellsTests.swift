import SandboxCore
import Testing

@Suite struct StaleCellsTests {
    /// x, y of x, z of y, and something of its own.
    private let chain = NotebookDependencies([
        CellAnalysis(defines: ["x"]), CellAnalysis(defines: ["y"], uses: ["x"]),
        CellAnalysis(defines: ["a"]), CellAnalysis(defines: ["z"], uses: ["y"]),
    ])

    /// A list, and two cells that append to it.
    private let list = NotebookDependencies([
        CellAnalysis(defines: ["xs"]), CellAnalysis(uses: ["xs"], mutates: ["xs"]),
        CellAnalysis(uses: ["xs"], mutates: ["xs"]), CellAnalysis(uses: ["xs"]),
    ])

    @Test func `dependents are stale, also of dependents`() {
        #expect(chain.stale(afterEditing: [0]) == [0, 1, 3])
        #expect(chain.stale(afterEditing: [1]) == [1, 3])
        #expect(chain.stale(afterEditing: [2]) == [2])
        #expect(chain.stale(afterEditing: [3, 2]) == [2, 3])
        #expect(chain.stale(afterEditing: [9, -1]) == [])
    }

    @Test func `what has not run is not stale, unless it was edited`() {
        #expect(chain.stale(afterEditing: [0], executed: [0, 1]) == [0, 1])
        #expect(chain.stale(afterEditing: [1], executed: []) == [1])
    }

    @Test func `users of what is no longer defined are stale`() {
        let after = NotebookDependencies([
            CellAnalysis(defines: ["renamed"]), CellAnalysis(defines: ["y"], uses: ["x"]),
            CellAnalysis(defines: ["a"]), CellAnalysis(defines: ["z"], uses: ["y"]),
        ])
        #expect(after.stale(afterEditing: [0]) == [0])
        #expect(after.stale(afterEditing: [0], before: chain) == [0, 1, 3])
    }

    @Test func `what stale cells use is there already`() {
        #expect(chain.cellsToRun(for: [1, 3], executed: [0, 1, 2, 3]) == [1, 3])
    }

    @Test func `what never ran is run first`() {
        #expect(chain.cellsToRun(for: [3], executed: []) == [0, 1, 3])
        #expect(chain.cellsToRun(for: [3], executed: [0]) == [1, 3])
    }

    @Test func `what was changed in place is made anew`() {
        #expect(list.stale(afterEditing: [1]) == [1, 2, 3])
        #expect(list.cellsToRun(for: [1, 2, 3], executed: [0, 1, 2, 3]) == [0, 1, 2, 3])
        #expect(list.cellsToRun(for: [3], executed: [0, 1, 2, 3]) == [3])
        #expect(list.cellsToRun(for: [3], executed: [0, 1, 1, 2, 3]) == [0, 1, 2, 3])
    }

    @Test func `what was bound again below is made anew`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(defines: ["y"], uses: ["x"]),
            CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["x"]),
        ])
        #expect(notebook.cellsToRun(for: [1], executed: [0, 1, 2, 3]) == [0, 1, 2])
        #expect(notebook.cellsToRun(for: [1], executed: [0, 1]) == [1])
        #expect(notebook.cellsToRun(for: [3], executed: [0, 1, 2, 3, 0, 1]) == [2, 3])
    }

    @Test func `what an edited cell wrote before is looked at as it was`() {
        let before = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["x"]),
        ])
        let after = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(defines: ["y"]), CellAnalysis(uses: ["x"]),
        ])
        let stale = after.stale(afterEditing: [1], before: before)
        #expect(stale == [1, 2])
        #expect(after.cellsToRun(for: stale, executed: [0, 1, 2], before: before) == [0, 1, 2])
    }

    @Test func `what was made of an object that is made anew is made anew, once both are used`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["xs"]), CellAnalysis(defines: ["ys"], uses: ["xs"]),
            CellAnalysis(uses: ["xs"], mutates: ["xs"]), CellAnalysis(uses: ["xs", "ys"]),
        ])
        #expect(notebook.cellsToRun(for: [2], executed: [0, 1, 2]) == [0, 2])
        #expect(notebook.cellsToRun(for: [2, 3], executed: [0, 1, 2, 3]) == [0, 1, 2, 3])
        #expect(notebook.cellsToRun(for: [3], executed: [0, 1, 2, 0, 2]) == [0, 1, 2, 3])
    }

    @Test func `what a cell binds and then changes is its own, however often it ran`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["xs"], mutates: ["xs"]), CellAnalysis(uses: ["xs"]),
            CellAnalysis(defines: ["m", "x"], perhapsDefines: ["x"], uses: ["xs"], mutates: ["x"]),
        ])
        #expect(notebook.cellsToRun(for: [1], executed: [0, 1, 2, 0, 1, 2]) == [1])
        #expect(notebook.cellsToRun(for: [1], executed: [0, 0, 1]) == [1])
        #expect(notebook.cellsToRun(for: [2], executed: [0, 1, 2, 2]) == [2])
    }

    @Test func `a name that every cell binds for itself ties none to another`() {
        let loop = CellAnalysis(defines: ["i"], perhapsDefines: ["i"])
        let notebook = NotebookDependencies([loop, loop, loop])
        #expect(notebook.cellsToRun(for: [1], executed: [0, 1, 2]) == [1])
    }

    // In a minute even unoptimized: each pair of them costs, but not each three.
    @Test(.timeLimit(.minutes(1)))
    func `a thousand changes of one object are no matter`() {
        let change = CellAnalysis(uses: ["xs"], mutates: ["xs"])
        let notebook = NotebookDependencies(
            [CellAnalysis(defines: ["xs"])] + Array(repeating: change, count: 1000)
        )
        let all = Array(0...1000)
        #expect(notebook.cellsToRun(for: all, executed: all) == all)
    }

    @Test func `what was made out of order is made anew`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(defines: ["y"], uses: ["x"]),
            CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["y"]),
        ])
        #expect(notebook.cellsToRun(for: [3], executed: [0, 1, 2]) == [3])
        #expect(notebook.cellsToRun(for: [3], executed: [0, 1, 2, 1]) == [0, 1, 2, 3])
    }

    @Test func `code in a string needs all above it`() {
        let exec = CellAnalysis(opacities: [.init(line: 1, kind: .code, what: "exec")])
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(defines: ["y"]), exec,
        ])
        #expect(notebook.cellsToRun(for: [2], executed: []) == [0, 1, 2])
    }
}
