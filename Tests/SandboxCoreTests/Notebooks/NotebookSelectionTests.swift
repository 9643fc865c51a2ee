import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookSelectionTests {
    private static let cells: [Cell] = [
        .code("a", outputs: [.stream(.stdout, "old")], executionCount: 9, id: "1"),
        .markdown("text", id: "2"),
        .code("b", outputs: [.stream(.stdout, "old")], executionCount: 9, id: "3"),
        .code("c", outputs: [.stream(.stdout, "old")], executionCount: 9, id: "4"),
    ]

    @Test(
        arguments: [
            (.all, [0, 2, 3]), (.from("3"), [2, 3]), (.from(1), [2, 3]), (.from("1"), [0, 2, 3]),
            (.only(["3"]), [2]), (.only(["4", 0, "4"]), [0, 3]), (.only([]), []),
            (.only(["2"]), []),
        ] as [(NotebookRun.Selection, [Int])]
    )
    func `the cells that were chosen run, once and in order, and others keep what they have`(
        selection: NotebookRun.Selection,
        expected: [Int]
    ) async throws {
        let result = try await runNotebook(Self.cells, selection) { $0.on(.anything) }
        #expect(result.isCompleted)
        #expect(result.cells.map(\.position.index) == expected)
        for (index, cell) in result.notebook.cells.enumerated() where !expected.contains(index) {
            #expect(cell == Self.cells[index])
        }
    }

    @Test(arguments: [.from("x"), .only([1, "x"]), .from(4)] as [NotebookRun.Selection])
    func `a cell that there is not is refused`(selection: NotebookRun.Selection) async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await runNotebook(Self.cells, selection) { _ in }
        }
        #expect(error?.code == .rejected)
    }

    @Test func `positions count the chosen cells`() async throws {
        let result = try await runNotebook(Self.cells, .from("3")) { $0.on(.anything) }
        #expect(result.cells.last?.position == .init(index: 3, number: 2, count: 2))
    }
}
