import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookCancellationTests {
    private static let cells: [Cell] = [
        .code("a", id: "a"), .code("b", id: "b"), .code("c", id: "c"),
    ]

    /// Runs three cells, of which the first hangs, and does something once it has written.
    private func run(
        allowsErrors: Bool = false,
        atOutput act: (NotebookRun) async throws -> Void
    ) async throws -> (result: NotebookRunResult, states: [NotebookRunProgress.CellState?]) {
        var states: [NotebookRunProgress.CellState?] = []
        let result = try await runNotebook(
            Self.cells,
            options: .init(allowsErrors: allowsErrors),
            observe: { run, event in
                if case .cell(_, .text(.stdout, "begun")) = event { try await act(run) }
                states = run.progress.states
            },
            rules: {
                $0.on("a", .print("begun"), .hang())
                $0.on(.anything, .print("done"))
            }
        )
        return (result, states)
    }

    @Test func `the running cell is interrupted, and the run ends with it`() async throws {
        let (result, states) = try await run { try await $0.cancel("a") }
        guard case .failed(let position, let cell) = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(position.index == 0)
        #expect(cell.outcome == .interrupted)
        #expect(states == [.cancelled, .pending, .pending])
        #expect(result.notebook.cells[0].outputs.map(\.type) == ["stream", "error"])
    }

    @Test func `where errors are allowed the run goes on after it`() async throws {
        let (result, states) = try await run(allowsErrors: true) { try await $0.cancel("a") }
        #expect(result.isCompleted)
        #expect(states == [.cancelled, .executed, .executed])
    }

    @Test func `a pending cell is taken out, and those after it count without it`() async throws {
        let (result, states) = try await run(allowsErrors: true) { run in
            try await run.cancel("b")
            #expect(run.progress.count == 2)
            try await run.cancel("a")
        }
        #expect(result.isCompleted)
        #expect(states == [.cancelled, .skipped, .executed])
        #expect(result.cells.last?.position == .init(index: 2, number: 2, count: 2))
        #expect(result.notebook.cells[1].outputs.isEmpty)
    }

    @Test func `a run that is cancelled ends with the cell that ran`() async throws {
        let (result, states) = try await run(allowsErrors: true) { await $0.cancel() }
        guard case .cancelled = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(states == [.cancelled, .pending, .pending])
        #expect(result.cells.map(\.result.outcome) == [.interrupted])
    }

    @Test func `a run that is cancelled before its start runs nothing`() async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            let run = try NotebookRun(Notebook(cells: Self.cells), in: session)
            await run.cancel()
            let result = await run.result()
            guard case .cancelled = result.end else {
                Issue.record("\(result.end)")
                return
            }
            #expect(result.cells.isEmpty)
        }
    }

    @Test func `a cancelled task gets the events to their end`() async throws {
        let backend = FakeBackend { $0.on("a", .print("begun"), .hang()) }
        try await withPythonSession(on: backend) { session in
            let run = try NotebookRun(Notebook(cells: Self.cells), in: session)
            let reader = Task {
                var result: NotebookRunResult?
                for await event in run {
                    if case .cell(_, .text) = event { withUnsafeCurrentTask { $0?.cancel() } }
                    if case .finished(let end) = event { result = end }
                }
                return result
            }
            let result = try #require(await reader.value)
            guard case .cancelled = result.end else {
                Issue.record("\(result.end)")
                return
            }
            #expect(result.notebook.cells[0].outputs.map(\.type) == ["stream", "error"])
        }
    }

    @Test func `only the run's own cell is interrupted`() async throws {
        let backend = FakeBackend {
            $0.on("other", .print("begun"), .hang())
            $0.on("a", .print("done"))
        }
        try await withPythonSession(on: backend) { session in
            let other = try await session.stream("other")
            let run = try NotebookRun(Notebook(cells: [.code("a", id: "a")]), in: session)
            for await event in run {
                guard case .cellStarted = event else { continue }
                try await run.cancel("a")  // it still waits for its turn
            }
            #expect(run.progress.states == [.skipped])
            await session.interrupt()
            for try await event in other {
                if case .finished(let result) = event { #expect(result.outcome == .interrupted) }
            }
        }
    }

    @Test func `a cell that there is not is an error`() async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            let run = try NotebookRun(Notebook(cells: Self.cells), in: session)
            await #expect(throws: NotebookEditError.self) { try await run.cancel("x") }
        }
    }
}
