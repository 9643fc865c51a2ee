import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookBudgetTests {
    private static let cells: [Cell] = [.code("a"), .code("b"), .code("c")]

    /// Runs three cells: of 4 s, of 3 s, and one that hangs.
    private func run(
        _ options: NotebookRun.Options
    ) async throws -> (result: NotebookRunResult, progress: NotebookRunProgress?) {
        var progress: NotebookRunProgress?
        let result = try await runNotebook(
            Self.cells,
            options: options,
            observe: { run, _ in progress = run.progress },
            rules: {
                $0.on("a", .takes(.seconds(4)))
                $0.on("b", .print("begun"), .takes(.seconds(3)))
                $0.on("c", .hang())
            }
        )
        return (result, progress)
    }

    @Test func `the cell that runs when it is used up is stopped and says so`() async throws {
        let (result, progress) = try await run(.init(budget: .seconds(6), allowsErrors: true))
        guard case .budgetExhausted = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(result.cells.map(\.result.outcome) == [.ok, .budgetExhausted])
        #expect(result.cells.last?.result.duration == .seconds(2))
        #expect(progress?.states == [.executed, .failed, .pending])
        #expect(progress?.elapsed == .seconds(6))
        guard case .error(let name, let text, _)? = result.notebook.cells[1].outputs.last?.kind
        else {
            Issue.record("\(result.notebook.cells[1].outputs)")
            return
        }
        #expect(name == "BudgetExhausted")
        #expect(text.contains("6.0 seconds"))
    }

    @Test func `used up between two cells it lets no further one begin`() async throws {
        let backend = FakeBackend { $0.on(.anything) }
        try await withPythonSession(on: backend) { session in
            let run = try NotebookRun(
                Notebook(cells: Self.cells),
                in: session,
                options: .init(budget: .seconds(6))
            )
            for await event in run {
                if case .cellFinished = event { await backend.time.advance(by: .seconds(6)) }
            }
            let result = await run.result()
            guard case .budgetExhausted = result.end else {
                Issue.record("\(result.end)")
                return
            }
            #expect(result.cells.map(\.result.outcome) == [.ok])
            #expect(run.progress.states == [.executed, .pending, .pending])
        }
    }

    @Test func `a cell's own limit is told apart`() async throws {
        let (result, _) = try await run(.init(timeout: .seconds(5), budget: .seconds(60)))
        #expect(result.cells.map(\.result.outcome) == [.ok, .ok, .timedOut])
        guard case .failed = result.end else {
            Issue.record("\(result.end)")
            return
        }
    }

    @Test func `a run within its budget ends as ever`() async throws {
        let result = try await runNotebook(Self.cells, options: .init(budget: .seconds(10))) {
            $0.on(.anything, .takes(.seconds(3)))
        }
        #expect(result.isCompleted)
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func `limits of zero or less are refused`(_ limit: Duration) async throws {
        for options in [NotebookRun.Options(budget: limit), .init(timeout: limit)] {
            let error = await #expect(throws: SandboxError.self) {
                try await runNotebook(Self.cells, options: options) { _ in }
            }
            #expect(error?.code == .rejected)
        }
    }
}
