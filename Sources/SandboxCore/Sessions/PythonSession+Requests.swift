internal import NotebookModel

/// What comes back for one request, in order.
enum RequestEvent: Sendable {
    case reply(JSONValue)
    /// The end of a download, with all its bytes.
    case end(JSONValue, [UInt8])
}

typealias RequestEvents = AsyncThrowingStream<RequestEvent, any Error>

/// A request under way, and what of a download has come.
///
/// The bytes are collected here and not passed on piece by piece, which would wake a task for each.
struct PendingRequest: Sendable {
    let events: RequestEvents.Continuation
    let limit: ByteCount
    private var bytes: [UInt8] = []

    init(events: RequestEvents.Continuation, limit: ByteCount) {
        self.events = events
        self.limit = limit
    }

    mutating func expect(_ size: ByteCount) {
        bytes.reserveCapacity(min(size, limit).bytes)
    }

    mutating func collect(_ piece: [UInt8]) {
        guard bytes.count + piece.count <= limit.bytes else {
            bytes = []
            events.finish(
                throwing: SandboxError(.quotaExceeded, "the sandbox sent more than \(limit)")
            )
            return
        }
        bytes += piece
    }

    mutating func end(_ value: JSONValue) {
        events.yield(.end(value, bytes))
        bytes = []
    }
}

extension PythonSession {
    /// Opens a request that is answered with at most `limit` of data.
    func openRequest(
        limit: ByteCount = ByteCount(bytes: 0)
    ) throws -> (id: UInt32, events: RequestEvents) {
        try machine.checkOpen()
        lastRequest += 1
        let (events, sink) = RequestEvents.makeStream()
        requests[lastRequest] = PendingRequest(events: sink, limit: limit)
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
