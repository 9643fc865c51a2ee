import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookProgressTests {
    private static let cells: [Cell] = [.code("a"), .markdown("text"), .code("b"), .code("c")]

    @Test func `each change of a state is told, with what has ended and the time`() async throws {
        var told: [NotebookRunProgress] = []
        _ = try await runNotebook(
            Self.cells,
            observe: { _, event in
                if case .progressed(let progress) = event { told.append(progress) }
            },
            rules: {
                $0.on("a", .takes(.seconds(2)))
                $0.on("b", .takes(.seconds(3)), .raise("ValueError"))
            }
        )
        #expect(
            told.map(\.states) == [
                [.running, nil, .pending, .pending], [.executed, nil, .pending, .pending],
                [.executed, nil, .running, .pending], [.executed, nil, .failed, .pending],
            ]
        )
        #expect(told.map(\.ended) == [0, 1, 1, 2])
        #expect(told.map(\.count) == [3, 3, 3, 3])
        #expect(told.map(\.running) == [0, nil, 2, nil])
        try #require(told.count == 4)
        // The sandbox may be ahead of what is told of a beginning.
        #expect([told[1], told[3]].map(\.elapsed) == [.seconds(2), .seconds(5)])
    }

    @Test func `the states can be asked for at any time`() async throws {
        try await withPythonSession(on: FakeBackend { $0.on(.anything) }) { session in
            let run = try NotebookRun(Notebook(cells: Self.cells), in: session)
            #expect(run.progress.states == [.pending, nil, .pending, .pending])
            #expect(run.progress.elapsed == .zero)
            _ = await run.result()
            #expect(run.progress.states == [.executed, nil, .executed, .executed])
        }
    }

    @Test func `to ask costs the same however often it was done`() async throws {
        try await withPythonSession(on: FakeBackend { $0.on(.anything) }) { session in
            let run = try NotebookRun(Notebook(cells: Self.cells), in: session)
            _ = await run.result()
            for _ in 1...100_000 { _ = run.progress.elapsed }
        }
    }
}
