import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct AnalysisTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `cells are analysed without being run`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let cells = [
                "import numpy as np\nxs = [1]", "xs.append(np.pi)", "y = (", "print(sum(xs))",
            ]
            let found = try await session.analysis(of: cells)
            #expect(found[0].defines == ["np", "xs"])
            #expect(found[1].uses == ["xs", "np"])
            #expect(found[1].mutates == ["xs"])
            #expect(found[2].failure?.line == 1)
            #expect(found[3].uses == ["xs"])
            let notebook = NotebookDependencies(found)
            #expect(notebook.dependencies(of: 3) == [0, 1])
            #expect(try await session.variables().variables.isEmpty)
            #expect(try await session.run("1").executionCount == 1)
        }
    }

    static let deep = [
        String(repeating: "(", count: 400_000), String(repeating: "x+", count: 500_000) + "x",
        "x" + String(repeating: ".x", count: 500_000),
        "if x: pass\n" + String(repeating: "elif x: pass\n", count: 60_000),
        "x" + String(repeating: "()", count: 500_000),
        String(repeating: "lambda: ", count: 100_000) + "x",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `source that is too deep is its own cell's trouble`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import sys; kept = 1; sys.setrecursionlimit(10 ** 9)")
            for code in Self.deep {
                let found = try await session.analysis(of: ["a = 1", code, "a"])
                #expect(found[1].failure != nil)
                #expect(found[2].uses == ["a"])
            }
            #expect(
                try await session.run("kept, sys.getrecursionlimit()").value == "(1, 1000000000)"
            )
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `files of the workspace stand in for no module of ours`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            for name in ["ast", "_ast", "itertools", "symtable", "types"] {
                let code = Array("raise SystemExit('imported')".utf8)
                try await session.workspace.write(code, to: "\(name).py")
            }
            #expect(try await session.analysis(of: ["x = 1"]).first?.defines == ["x"])
            #expect(try await session.variables().variables.isEmpty)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an analysis obeys its time limit, and the session lives on`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.patience.agent = .seconds(60)  // on a busy machine a new worker takes a while
        try await backend.withSession(configuration) { session in
            // Many, of which none is long: an interrupt takes effect when one is parsed.
            let cell = String(repeating: "x = [a, b, c, d]\n", count: 5_000)
            _ = try await session.run("kept = 1")
            let error = await #expect(throws: SandboxError.self) {
                try await session.analysis(
                    of: Array(repeating: cell, count: 40),
                    timeout: .milliseconds(50)
                )
            }
            #expect(error?.code == .unanswered)
            #expect(try await session.run("kept").value == "1")
        }
    }
}
