import NotebookModel
import SandboxCore

/// What a cell told on its way, and its end.
struct Followed {
    var events: [CellEvent] = []
    /// The text of each stream as it came, joined.
    var live: [StreamName: String] = [:]
    var result: CellResult?
}

extension PythonSession {
    /// Runs a cell and notes its events; `act` may do something about each.
    func follow(
        _ code: String,
        _ options: CellOptions = CellOptions(),
        act: (CellEvent) async throws -> Void = { _ in }
    ) async throws -> Followed {
        var followed = Followed()
        for try await event in try await stream(code, options) {
            followed.events.append(event)
            if case .text(let stream, let text) = event {
                followed.live[stream, default: ""] += text
            }
            if case .finished(let result) = event { followed.result = result }
            try await act(event)
        }
        return followed
    }
}
