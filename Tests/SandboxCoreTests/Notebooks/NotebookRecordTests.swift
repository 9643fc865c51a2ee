import NotebookModel
import Testing

@testable import SandboxCore

@Suite(.timeLimit(.minutes(1)))
struct NotebookRecordTests {
    private static let result = CellResult(
        number: 1,
        executionCount: 1,
        outcome: .ok,
        session: .kept,
        outputs: [],
        displayIDs: [:],
        standardOutput: [],
        standardError: [],
        dropped: .init(),
        duration: .zero,
        cpuTime: .zero,
        outOfMemoryKills: 0,
        livingChildren: 0
    )

    private static func record(cells count: Int) -> NotebookRecord {
        let notebook = Notebook(cells: Array(repeating: .code("a"), count: count))
        return NotebookRecord(notebook, running: 0..<count)
    }

    @Test func `cells that were taken out do not count, and those cut short do`() throws {
        var record = Self.record(cells: 4)
        var failed = Self.result
        failed.outcome = .interrupted
        let options = NotebookRun.Options(allowsErrors: true)
        #expect(record.begin() == .init(index: 0, number: 1, count: 4))
        _ = record.finish(Self.result, options)
        _ = record.cancel(1)
        _ = record.cancel(1)
        #expect(record.begin() == .init(index: 2, number: 2, count: 3))
        _ = record.cancel(2)
        _ = record.finish(failed, options)
        #expect(record.begin() == .init(index: 3, number: 3, count: 3))
        record.prevent(CancellationError())
        #expect(record.begin() == nil)
    }

    /// If each cell took time for all of them, this would be beyond the suite's limit by far.
    @Test func `a notebook of very many cells runs to its end`() {
        var record = Self.record(cells: 40_000)
        while record.begin() != nil {
            _ = record.finish(Self.result, NotebookRun.Options())
            _ = record.currentNotebook()
        }
        #expect(record.executed.count == 40_000)
    }
}
