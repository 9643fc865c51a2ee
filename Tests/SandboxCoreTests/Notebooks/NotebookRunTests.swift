import Dispatch
import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookRunTests {
    @Test func `cells run in order and get outputs and numbers`() async throws {
        let result = try await runNotebook([
            .markdown("text"), .code("a"), .code(" \n"), .code("b"),
        ]) {
            $0.on("a", .print("hello\n"))
            $0.on("b", .value("2"))
        }
        #expect(result.isCompleted)
        #expect(result.notebook.cells.map(\.executionCount) == [nil, 1, nil, 2])
        #expect(result.notebook.cells[1].outputs == [.stream(.stdout, "hello\n")])
        #expect(
            result.notebook.cells[3].outputs == [
                .executeResult(.plainText("2"), executionCount: 2)
            ]
        )
        #expect(result.notebook.language == "python")
        #expect(result.notebook.metadata["language_info"]?["version"]?.stringValue == "3.12.0")
    }

    @Test func `a kernel that is named stays named`() async throws {
        let kernel: JSONValue = ["name": "other", "display_name": "Other"]
        let result = try await runNotebook([.code("a")], metadata: ["kernelspec": kernel]) {
            $0.on("a")
        }
        #expect(result.notebook.metadata["kernelspec"] == kernel)
    }

    @Test func `the first failure ends the run, and what follows has no outputs`() async throws {
        let result = try await runNotebook([
            .code("a"), .code("b", outputs: [.stream(.stdout, "old")]),
        ]) {
            $0.on("a", .raise("ValueError", "no"))
        }
        guard case .failed(let position, _) = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(position == .init(index: 0, number: 1, count: 2))
        #expect(result.notebook.cells[0].outputs.map(\.type) == ["error"])
        #expect(result.notebook.cells[1].outputs.isEmpty)
    }

    @Test(arguments: [true, false])
    func `errors can be allowed for a cell or for all`(_ forAll: Bool) async throws {
        let metadata: JSONObject = forAll ? [:] : ["tags": ["raises-exception"]]
        let cells: [Cell] = [.code("a", metadata: metadata), .code("b")]
        let result = try await runNotebook(cells, options: .init(allowsErrors: forAll)) {
            $0.on("a", .raise("ValueError", "no"))
            $0.on("b", .print("reached"))
        }
        #expect(result.isCompleted)
        #expect(result.cells.count == 2)
    }

    @Test func `a limit ends the run even if errors are allowed`() async throws {
        let options = NotebookRun.Options(timeout: .seconds(5), allowsErrors: true)
        let result = try await runNotebook([.code("a"), .code("b")], options: options) {
            $0.on("a", .print("begun"), .hang())
        }
        #expect(!result.isCompleted)
        #expect(result.notebook.cells[0].outputs.map(\.type) == ["stream", "error"])
    }

    @Test func `a lost sandbox is said in the cell`() async throws {
        let result = try await runNotebook([.code("a"), .code("b")]) { $0.on("a", .loseSandbox()) }
        guard case .error(let name, _, _)? = result.notebook.cells[0].outputs.last?.kind else {
            Issue.record("\(result.notebook.cells[0].outputs)")
            return
        }
        #expect(name == "SessionLost")
        #expect(result.cells.count == 1)
    }

    @Test func `an update changes what an earlier cell displayed`() async throws {
        let result = try await runNotebook([.code("a"), .code("b")]) {
            $0.on("a", .print("x"), .display(.plainText("first"), id: "d"))
            $0.on("b", .update(id: "d", .plainText("second")))
        }
        #expect(
            result.notebook.cells[0].outputs == [
                .stream(.stdout, "x"), .displayData(.plainText("second")),
            ]
        )
        #expect(result.notebook.cells[1].outputs.isEmpty)
    }

    @Test func `cells to be skipped keep their outputs`() async throws {
        let old = Output.stream(.stdout, "old")
        let cell = Cell.code("a", outputs: [old], metadata: ["tags": ["skip-execution"]])
        let result = try await runNotebook([cell]) { _ in }
        #expect(result.isCompleted)
        #expect(result.notebook.cells[0].outputs == [old])
    }

    @Test func `events come in order`() async throws {
        let backend = FakeBackend { $0.on("a", .print("text"), .value("1")) }
        try await withPythonSession(on: backend) { session in
            var names: [String] = []
            for await event in try NotebookRun(Notebook(cells: [.code("a")]), in: session) {
                switch event {
                case .cellStarted: names.append("cellStarted")
                case .cell(_, .started): names.append("started")
                case .cell(_, .text): names.append("text")
                case .cell(_, .output): names.append("output")
                case .cell: names.append("other")
                case .cellFinished(_, _, let notebook):
                    #expect(notebook.cells[0].outputs.count == 2)
                    names.append("cellFinished")
                case .progressed: names.append("progressed")
                case .finished: names.append("finished")
                }
            }
            #expect(
                names == [
                    "cellStarted", "progressed", "started", "text", "output", "cellFinished",
                    "progressed", "finished",
                ]
            )
        }
    }

    @Test func `a run is read once, and remembers its result`() async throws {
        try await withPythonSession(on: FakeBackend { $0.on("a", .value("1")) }) { session in
            let run = try NotebookRun(Notebook(cells: [.code("a")]), in: session)
            let first = await run.result()
            var others = 0
            for await _ in run { others += 1 }
            #expect(others == 0)
            #expect(await run.result().isCompleted)
            #expect(await run.result().notebook == first.notebook)
        }
    }

    @Test func `streams are merged as JupyterLab does, and the result has them as they came`()
        async throws
    {
        let result = try await runNotebook([.code("a")]) {
            $0.on("a", .print("10%"), .print("\r100%"), .print("\n"), .printError("end"))
        }
        #expect(
            result.notebook.cells[0].outputs == [
                .stream(.stdout, "100%\n"), .stream(.stderr, "end"),
            ]
        )
        #expect(result.cells[0].result.text == "10%\r100%\n")
    }

    @Test func `a cell that can't be run says why, and what follows stays pending`() async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            await session.close()
            let run = try NotebookRun(Notebook(cells: [.code("a"), .code("b")]), in: session)
            let result = await run.result()
            guard case .prevented(let position, let error) = result.end else {
                Issue.record("\(result.end)")
                return
            }
            #expect(position.index == 0)
            #expect(error.code == .sessionClosed)
            #expect(run.progress.states == [.failed, .pending])
            #expect(result.notebook.cells.map { $0.outputs.count } == [1, 0])
        }
    }

    @Test func `what a cell's threads write later stands in that cell`() async throws {
        let result = try await runNotebook([.code("a"), .code("b"), .code("c")]) {
            $0.on("a", .print("now "), .printLate("later "), .printLate("err", to: .stderr))
            $0.on("b", .print("b"), .printLate("late b"))
            $0.on("c", .print("c"))
        }
        #expect(
            result.notebook.cells.map(\.outputs) == [
                [.stream(.stdout, "now later "), .stream(.stderr, "err")],
                [.stream(.stdout, "blate b")], [.stream(.stdout, "c")],
            ]
        )
    }

    /// A processor that has others to run: each step of a task waits for its turn.
    private final class BusyExecutor: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(5)) {
                job.runSynchronously(on: self.asUnownedTaskExecutor())
            }
        }
    }

    @Test func `late text is there also if the cell ends before the run goes on`() async throws {
        let run = Task(executorPreference: BusyExecutor()) {
            try await runNotebook([.code("a"), .code("b")]) {
                $0.on("a", .printLate("late"))
                $0.on("b", .print("b"))
            }
        }
        let outputs = try await run.value.notebook.cells.map(\.outputs)
        #expect(outputs == [[.stream(.stdout, "late")], [.stream(.stdout, "b")]])
    }

    @Test func `who stops reading interrupts the cell`() async throws {
        let backend = FakeBackend {
            $0.on("a", .print("begun"), .hang())
            $0.on("b", .value("1"))
        }
        try await withPythonSession(on: backend) { session in
            let run = try NotebookRun(Notebook(cells: [.code("a"), .code("b")]), in: session)
            for await event in run {
                if case .cell(_, .text) = event { break }
            }
            #expect(try await session.run("b").value == "1")
            #expect(run.progress.states == [.cancelled, .pending])
            #expect(
                run.currentNotebook.cells.map { $0.outputs.map(\.type) } == [
                    ["stream", "error"], [],
                ]
            )
            guard case .cancelled = await run.result().end else {
                Issue.record("\(await run.result().end)")
                return
            }
        }
    }

    @Test(arguments: [false, true])
    func `tracebacks are plain, and have colours if they are to`(colours: Bool) async throws {
        let result = try await runNotebook(
            [.code("a")],
            options: .init(coloursTracebacks: colours)
        ) {
            $0.on("a", .raise("ValueError", "no"))
        }
        guard case .error(_, _, let lines)? = result.notebook.cells[0].outputs.last?.kind else {
            Issue.record("\(result.notebook.cells[0].outputs)")
            return
        }
        let coloured = "\u{1B}[1;35mValueError\u{1B}[0m: \u{1B}[35mno\u{1B}[0m"
        #expect(lines.last == (colours ? coloured : "ValueError: no"))
    }

    @Test func `a notebook without anything to run stays as it is`() async throws {
        let notebook = Notebook(cells: [.markdown("a", id: "m"), .code(" ", id: "c")])
        let result = try await runNotebook(notebook.cells) { _ in }
        #expect(result.isCompleted)
        #expect(result.notebook == notebook)
    }
}
