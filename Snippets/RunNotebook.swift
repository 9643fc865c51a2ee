import NotebookModel
import SandboxCore

let notebook = Notebook(cells: [.code("numbers = [1, 2, 3]"), .code("sum(numbers)")])
try await withPythonSession(on: .bubblewrap()) { session in
    let result = try await NotebookRun(notebook, in: session).result()
    print(String(decoding: result.notebook.jsonBytes(), as: UTF8.self))
}
