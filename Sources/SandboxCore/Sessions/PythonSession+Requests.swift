internal import NotebookModel

/// What comes back for one request, in order.
enum RequestEvent: Sendable {
    case reply(JSONValue)
    case data([UInt8])
    case end(JSONValue)
}

typealias RequestEvents = AsyncThrowingStream<RequestEvent, any Error>

extension PythonSession {
    func openRequest() throws -> (id: UInt32, events: RequestEvents) {
        try machine.checkOpen()
        lastRequest += 1
        let (events, sink) = RequestEvents.makeStream()
        requests[lastRequest] = sink
        return (lastRequest, events)
    }
}

extension RequestEvents {
    /// The next event, which must be a reply, and a good one.
    static func reply(
        in events: RequestEvents,
        about path: WorkspacePath? = nil
    ) async throws -> JSONValue {
        for try await event in events {
            guard case .reply(let value) = event else { break }
            return try checked(value, about: path)
        }
        try Task.checkCancellation()
        throw SandboxError(.protocolViolation, "the sandbox gave no proper answer")
    }

    /// Turns an agent's error into a thrown one.
    static func checked(_ value: JSONValue, about path: WorkspacePath? = nil) throws -> JSONValue {
        guard let error = value["error"] else { return value }
        let said = error["message"]?.stringValue ?? "no message"
        let message = path.map { "'\($0)' in the workspace: \(said)" } ?? said
        let code: SandboxError.Code =
            switch error["code"]?.stringValue {
            case "notFound": .fileNotFound
            case "notAFile", "notADirectory": .notAFile
            case "exists", "notEmpty": .fileExists
            case "noSpace", "tooLarge", "tooManyEntries": .quotaExceeded
            case "badPath": .rejected
            default: .transferFailed
            }
        throw SandboxError(code, message.escapingControls)
    }
}
