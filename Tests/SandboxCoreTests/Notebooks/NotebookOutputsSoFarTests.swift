import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookOutputsSoFarTests {
    /// The first outputs of a cell after each thing that it, or a later cell, did.
    private func outputs(
        _ options: NotebookRun.Options = NotebookRun.Options(),
        _ steps: FakeStep...
    ) async throws -> [[Output]] {
        var seen: [[Output]] = []
        _ = try await runNotebook(
            [.code("a")],
            options: options,
            observe: { run, event in
                guard case .cell(_, let event) = event else { return }
                if case .started = event { return }
                seen.append(run.currentNotebook.cells[0].outputs)
            },
            rules: { $0.on("a") { _, _ in steps } }
        )
        return seen
    }

    @Test(arguments: [true, false])
    func `what a running cell wrote stands in the notebook`(asBytes: Bool) async throws {
        let seen = try await outputs(
            .init(reportsBytes: asBytes),
            .print("a"),
            .printError("é"),
            .printError("b"),
            .display(.plainText("d"))
        )
        #expect(seen.first == [.stream(.stdout, "a")])
        #expect(
            seen.last == [
                .stream(.stdout, "a"), .stream(.stderr, "éb"), .displayData(.plainText("d")),
            ]
        )
    }

    @Test func `a clear that waits takes effect with the next output`() async throws {
        let seen = try await outputs(.init(), .print("a"), .clearOutput(wait: true), .print("b"))
        #expect(
            seen == [
                [.stream(.stdout, "a")], [.stream(.stdout, "a")], [.stream(.stdout, "b")],
            ]
        )
    }

    @Test func `what an earlier cell displayed changes at once`() async throws {
        var seen: [[Output]] = []
        let result = try await runNotebook(
            [.code("a"), .code("b")],
            observe: { run, event in
                if case .cell(_, .updatedDisplay) = event {
                    seen.append(run.currentNotebook.cells[0].outputs)
                }
            },
            rules: {
                $0.on("a", .print("x"), .display(.plainText("1"), id: "d"))
                $0.on(
                    "b",
                    .update(id: "d", .plainText("2")),
                    .print("y"),
                    .update(id: "d", .plainText("3"))
                )
            }
        )
        #expect(seen.map { $0.last?.data?.text("text/plain") } == ["2", "3"])
        #expect(result.notebook.cells[0].outputs.last == .displayData(.plainText("3")))
    }

    @Test func `a display under the same identifier changes the earlier one, as in Jupyter`()
        async throws
    {
        let result = try await runNotebook([.code("a"), .code("b")]) {
            $0.on("a", .display(.plainText("1"), id: "d"))
            $0.on("b", .display(.plainText("2"), id: "d"))
        }
        #expect(
            result.notebook.cells.map(\.outputs)
                == Array(repeating: [.displayData(.plainText("2"))], count: 2)
        )
    }

    @Test func `what came before the sandbox was lost is in the result`() async throws {
        let result = try await runNotebook([.code("a"), .code("b")]) {
            $0.on("a", .print("x"), .display(.plainText("d")), .loseSandbox())
        }
        #expect(
            result.notebook.cells[0].outputs.map(\.type) == ["stream", "display_data", "error"]
        )
    }

    @Test func `a cell that changes streams without end is bounded, and whole at its end`()
        async throws
    {
        var longest = 0
        let result = try await runNotebook(
            [.code("a")],
            observe: { run, event in
                if case .cell(_, .updatedDisplay) = event {
                    longest = run.currentNotebook.cells[0].outputs.count
                }
            },
            rules: {
                $0.on("a") { _, _ in
                    (0..<5000).flatMap { _ in [FakeStep.print("o"), .printError("e")] }
                        + [.update(id: "none", .plainText(""))]
                }
            }
        )
        #expect(longest == 4000)
        #expect(result.cells[0].result.text.count == 5000)
    }
}
