import Foundation
import SandboxCore
import Testing

@Suite struct NotebookDependenciesTests {
    @Test func `a use leads to the latest definition above it`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]),
            CellAnalysis(defines: ["x"]),
            CellAnalysis(defines: ["y"], uses: ["x"]),
            CellAnalysis(uses: ["y"]),
        ])
        #expect(notebook.dependencies(of: 2) == [1])
        #expect(notebook.dependencies(of: 3) == [2])
        #expect(notebook.dependents(of: 0) == [])
        #expect(notebook.dependents(of: 1) == [2])
        #expect(notebook.sources(of: 2) == ["x": [1]])
    }

    @Test func `a definition below is none`() {
        let notebook = NotebookDependencies([
            CellAnalysis(uses: ["x"]), CellAnalysis(defines: ["x"]),
        ])
        #expect(notebook.dependencies(of: 0) == [])
        #expect(notebook.sources(of: 0) == [:])
    }

    @Test func `changes in place come between definition and use`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["df"]),
            CellAnalysis(uses: ["df"], mutates: ["df"]),
            CellAnalysis(uses: ["df"]),
        ])
        #expect(notebook.dependencies(of: 1) == [0])
        #expect(notebook.dependencies(of: 2) == [0, 1])
    }

    @Test func `a definition under a condition leaves the one above`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]),
            CellAnalysis(defines: ["x"], perhapsDefines: ["x"]),
            CellAnalysis(uses: ["x"]),
        ])
        #expect(notebook.dependencies(of: 2) == [0, 1])
    }

    @Test func `who deletes a name is what its users depend on`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["x"], deletes: ["x"]),
            CellAnalysis(uses: ["x"]),
        ])
        #expect(notebook.dependencies(of: 2) == [1])
    }

    @Test func `who calls a function uses what it uses, where it is called`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]),
            CellAnalysis(defines: ["f"], uses: ["x"], usesWhenCalled: ["x"]),
            CellAnalysis(defines: ["x"]),
            CellAnalysis(uses: ["f"]),
        ])
        #expect(notebook.dependencies(of: 3) == [1, 2])
        #expect(notebook.sources(of: 3) == ["f": [1], "x": [2]])
    }

    @Test func `an object keeps the class that it was made of`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["A"], uses: ["x"], usesWhenCalled: ["x"]),
            CellAnalysis(defines: ["a"], uses: ["A"], usesWhenCalled: ["A"]),
            CellAnalysis(defines: ["A"]), CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["a"]),
        ])
        #expect(notebook.dependencies(of: 4) == [1, 2, 3])
    }

    @Test func `functions that call each other end`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["f"], uses: ["g"], usesWhenCalled: ["g"]),
            CellAnalysis(defines: ["g"], uses: ["f"], usesWhenCalled: ["f"]),
            CellAnalysis(uses: ["f"]),
        ])
        #expect(notebook.dependencies(of: 2) == [0, 1])
    }

    @Test func `who calls a function changes what it changes`() {
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["n"]),
            CellAnalysis(
                defines: ["f", "n"],
                perhapsDefines: ["n"],
                usesWhenCalled: ["n"],
                mutatesWhenCalled: ["n"]
            ),
            CellAnalysis(uses: ["f"]),
            CellAnalysis(uses: ["n"]),
        ])
        #expect(notebook.dependencies(of: 2) == [0, 1])
        #expect(notebook.dependencies(of: 3) == [0, 1, 2])
    }

    @Test func `a star import may define what is used below, and nothing above`() {
        let star = CellAnalysis(opacities: [.init(line: 1, kind: .import, what: "")])
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x", "y"]), star, CellAnalysis(defines: ["x"]),
            CellAnalysis(uses: ["x"]), CellAnalysis(uses: ["y", "sqrt"]),
        ])
        #expect(notebook.dependencies(of: 1) == [])
        #expect(notebook.dependencies(of: 3) == [2])
        #expect(notebook.dependencies(of: 4) == [0, 1])
    }

    @Test func `code in a string may use everything above`() {
        let exec = CellAnalysis(opacities: [.init(line: 1, kind: .code, what: "exec")])
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["x"]), CellAnalysis(defines: ["y"]),
            exec, CellAnalysis(uses: ["z"]),
        ])
        #expect(notebook.dependencies(of: 3) == [0, 2])
        #expect(notebook.dependencies(of: 4) == [3])
    }

    @Test func `a cell that is no Python stands alone`() {
        let failure = CellAnalysis.Failure(line: 1, column: 4, message: "invalid syntax")
        let notebook = NotebookDependencies([
            CellAnalysis(defines: ["x"]), CellAnalysis(failure: failure), CellAnalysis(uses: ["x"]),
        ])
        #expect(notebook.dependencies(of: 1) == [])
        #expect(notebook.dependencies(of: 2) == [0])
    }

    @Test func `an index out of range has none`() {
        let notebook = NotebookDependencies([CellAnalysis(defines: ["x"])])
        #expect(notebook.dependencies(of: 1) == [])
        #expect(notebook.dependents(of: -1) == [])
        #expect(notebook.sources(of: 7) == [:])
    }

    @Test func `it survives coding`() throws {
        let notebook = NotebookDependencies([
            CellAnalysis(
                defines: ["x"],
                doubts: [CellDoubt(line: 2, kind: .time, what: "time.time")]
            ), CellAnalysis(uses: ["x"]),
        ])
        let data = try JSONEncoder().encode(notebook)
        let read = try JSONDecoder().decode(NotebookDependencies.self, from: data)
        #expect(read == notebook)
        #expect(read.dependencies(of: 1) == [0])
    }
}
