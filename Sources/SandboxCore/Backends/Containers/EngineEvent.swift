internal import NotebookModel

/// What an engine remembers of a container.
enum EngineEvent {
    /// Whether an event, of those that tell of kills, is one for lack of memory.
    ///
    /// Only the last counts: a worker that was shot earlier doesn't explain that somebody killed the
    /// container later.
    static func isOutOfMemory(_ event: JSONValue) -> Bool {
        // Docker's, older and newer, and Podman's command line.
        let name = event["status"] ?? event["Action"] ?? event["Status"]
        return name?.stringValue == "oom"
    }
}
