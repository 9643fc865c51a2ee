import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct NotebookTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `a cancelled cell is interrupted, and the next ones find the variables`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let notebook = Notebook(
                cells: [
                    .code("x = 20", id: "a"),
                    .code("print('begun', end='', flush=True)\nwhile True: pass", id: "b"),
                    .code("x + 1", id: "c"),
                ]
            )
            let run = try NotebookRun(notebook, in: session, options: .init(allowsErrors: true))
            for await event in run {
                guard case .cell(_, .text) = event else { continue }
                #expect(run.progress.states == [.executed, .running, .pending])
                #expect(run.currentNotebook.cells[1].outputs == [.stream(.stdout, "begun")])
                try await run.cancel("b")
            }
            let result = await run.result()
            #expect(result.isCompleted)
            #expect(run.progress.states == [.executed, .cancelled, .executed])
            #expect(result.notebook.cells.map(\.executionCount) == [1, 2, 3])
            #expect(result.notebook.cells[1].outputs.map(\.type) == ["stream", "error"])
            #expect(result.cells.last?.result.value == "21")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a budget ends the running cell, and the rest stays pending`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let notebook = Notebook(cells: [.code("while True: pass"), .code("never")])
            let options = NotebookRun.Options(timeout: .seconds(60), budget: .seconds(1))
            let run = try NotebookRun(notebook, in: session, options: options)
            let result = await run.result()
            #expect(result.cells.map(\.result.outcome) == [.budgetExhausted])
            #expect(result.cells.map(\.result.session) == [.kept])
            #expect(run.progress.states == [.failed, .pending])
            #expect(result.notebook.cells.map { $0.outputs.map(\.type) } == [["error"], []])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `parameters take the place of the defaults`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let notebook = Notebook(
                cells: [
                    .code("x, text = 1, ''", metadata: ["tags": ["parameters"]]),
                    .code("x != x, ascii(text)"),
                ]
            )
            let text = JSONValue.string("\u{0}é'\"\\\n\u{2028}😀")
            let parameters: JSONObject = ["x": .number(.nan), "text": text]
            let run = try NotebookRun(notebook.injecting(parameters: parameters), in: session)
            let value = await run.result().cells.last?.result.value
            #expect(value == #"(True, '\'\\x00\\xe9\\\'"\\\\\\n\\u2028\\U0001f600\'')"#)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a thread writes while a later cell runs stands in its own cell`(
        backend: BackendUnderTest
    ) async throws {
        let thread = """
            import threading, time
            def work(): time.sleep(0.2); print('late')
            thread = threading.Thread(target=work); thread.start()
            """
        try await backend.withSession { session in
            let cells: [Cell] = [
                .code(thread), .code("thread.join(); time.sleep(0.3)"), .code("1"),
            ]
            let result = try await NotebookRun(Notebook(cells: cells), in: session).result()
            #expect(result.notebook.cells[0].outputs == [.stream(.stdout, "late\n")])
            #expect(result.notebook.cells[1].outputs.isEmpty)
        }
    }
}
