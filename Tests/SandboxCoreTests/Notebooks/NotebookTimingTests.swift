import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookTimingTests {
    /// Runs a cell of a second and a half that begins at a time of day.
    private func metadata(
        _ timeOfDay: Duration = .zero,
        records: Bool = true,
        of cell: Cell = .code("a")
    ) async throws -> JSONObject {
        let options = NotebookRun.Options(recordsTiming: records, timeOfDay: { timeOfDay })
        let result = try await runNotebook([cell], options: options) {
            $0.on("a", .takes(.seconds(1.5)))
        }
        return result.notebook.cells[0].metadata
    }

    @Test func `a cell's metadata say when it ran, as Jupyter's do`() async throws {
        let begin = Duration.seconds(1_767_323_045) + .microseconds(678_901)
        #expect(
            try await metadata(begin) == [
                "execution": [
                    "iopub.execute_input": "2026-01-02T03:04:05.678901Z",
                    "iopub.status.busy": "2026-01-02T03:04:05.678901Z",
                    "iopub.status.idle": "2026-01-02T03:04:07.178901Z",
                    "shell.execute_reply": "2026-01-02T03:04:07.178901Z",
                ]
            ]
        )
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (951_782_399, "2000-02-28T23:59:59.000000Z"),
            (951_782_400, "2000-02-29T00:00:00.000000Z"),
            (1_709_251_199, "2024-02-29T23:59:59.000000Z"),
            (1_709_251_200, "2024-03-01T00:00:00.000000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000000Z"),
            (1_798_761_599, "2026-12-31T23:59:59.000000Z"),
        ] as [(Int64, String)]
    )
    func `times are dates of the Gregorian calendar in UTC`(
        _ seconds: Int64,
        _ expected: String
    ) async throws {
        let metadata = try await metadata(.seconds(seconds))
        #expect(metadata["execution"]?["iopub.status.busy"]?.stringValue == expected)
    }

    @Test func `a cell's times neither overlap the next one's nor differ from its duration`()
        async throws
    {
        let backend = FakeBackend {
            $0.on("long", .takes(.seconds(2)))
            $0.on("short")
        }
        let cells: [Cell] = ["long", "short", "short", "long", "long"].map { .code($0) }
        let options = NotebookRun.Options(timeOfDay: { backend.time.now.offset })
        let result = try await withPythonSession(on: backend) { session in
            try await NotebookRun(Notebook(cells: cells), in: session, options: options).result()
        }
        let times = result.notebook.cells.map { cell in
            ["iopub.execute_input", "shell.execute_reply"].compactMap {
                cell.metadata["execution"]?[$0]?.stringValue?.dropFirst(17)
            }
        }
        #expect(
            times == [
                ["00.000000Z", "02.000000Z"], ["02.000000Z", "02.000000Z"],
                ["02.000000Z", "02.000000Z"], ["02.000000Z", "04.000000Z"],
                ["04.000000Z", "06.000000Z"],
            ]
        )
    }

    @Test func `a cell begins when it is handed over, from where its duration counts`()
        async throws
    {
        let backend = FakeBackend { $0.on("a") }
        let options = NotebookRun.Options(timeOfDay: { .seconds(backend.recorded.cells.count) })
        let result = try await withPythonSession(on: backend) { session in
            let notebook = Notebook(cells: [.code("a"), .code("a")])
            return try await NotebookRun(notebook, in: session, options: options).result()
        }
        let begins = result.notebook.cells.map {
            $0.metadata["execution"]?["iopub.execute_input"]?.stringValue
        }
        #expect(begins == ["1970-01-01T00:00:00.000000Z", "1970-01-01T00:00:01.000000Z"])
    }

    @Test func `by default the time is the machine's`() async throws {
        let result = try await runNotebook([.code("a")]) { $0.on("a") }
        let busy = result.notebook.cells[0].metadata["execution"]?["iopub.status.busy"]
        #expect(try #require(busy?.stringValue) > "2025")
    }

    @Test(arguments: [true, false])
    func `times of an earlier run go, whoever wrote them`(records: Bool) async throws {
        let old: JSONObject = ["execution": ["shell.execute_reply.started": "old"], "kept": 1]
        let metadata = try await metadata(records: records, of: .code("a", metadata: old))
        #expect(metadata["execution"]?["shell.execute_reply.started"] == nil)
        #expect((metadata["execution"] != nil) == records)
        #expect(metadata["kept"] == 1)
    }
}
