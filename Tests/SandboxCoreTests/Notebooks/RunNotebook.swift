import NotebookModel
import SandboxCore

/// Runs cells on a fake backend whose script the rules are, and lets somebody look at each event.
func runNotebook(
    _ cells: [Cell],
    _ selection: NotebookRun.Selection = .all,
    options: NotebookRun.Options = NotebookRun.Options(),
    metadata: JSONObject = [:],
    observe: (NotebookRun, NotebookRunEvent) async throws -> Void = { _, _ in },
    rules: (inout FakeScript) -> Void
) async throws -> NotebookRunResult {
    try await withPythonSession(on: FakeBackend(rules)) { session in
        let run = try NotebookRun(
            Notebook(cells: cells, metadata: metadata),
            cells: selection,
            in: session,
            options: options
        )
        for await event in run { try await observe(run, event) }
        return await run.result()
    }
}
