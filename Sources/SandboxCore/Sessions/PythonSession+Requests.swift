internal import NotebookModel

/// What comes back for one request, in order.
enum RequestEvent: Sendable {
    case reply(JSONValue)
    /// A piece of a download that is read as it comes.
    case data([UInt8])
    /// The end of a download, with all its bytes.
    case end(JSONValue, [UInt8])
}

typealias RequestEvents = AsyncThrowingStream<RequestEvent, any Error>

/// A request under way, and what of a download has come.
///
/// The bytes are collected here and not passed on piece by piece, which would wake a task for each,
/// unless the download is read as it comes.
struct PendingRequest: Sendable {
    let events: RequestEvents.Continuation
    /// The most bytes that may come from now on.
    private var limit: ByteCount
    private let collects: Bool
    private var bytes: [UInt8] = []
    /// Whether the agent has refused it.
    private(set) var isRefused = false
    /// An upload has two: that it may begin, and that it is there.
    private var repliesLeft = 2

    init(events: RequestEvents.Continuation, limit: ByteCount, collects: Bool) {
        self.events = events
        self.limit = limit
        self.collects = collects
    }

    /// Lets so much more come.
    mutating func grant(_ count: Int) { limit = ByteCount(bytes: limit.bytes + count) }

    mutating func reply(_ value: JSONValue) throws(ProtocolViolation) {
        guard repliesLeft > 0 else { throw .unexpected(.reply) }
        repliesLeft -= 1
        if value["error"] != nil { isRefused = true }
        events.yield(.reply(value))
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
        if collects {
            bytes += piece
        } else {
            limit = ByteCount(bytes: limit.bytes - piece.count)
            events.yield(.data(piece))
        }
    }

    mutating func end(_ value: JSONValue) {
        events.yield(.end(value, bytes))
        events.finish()
    }
}

extension PythonSession {
    /// Opens a request that is answered with at most `limit` of data.
    func openRequest(
        limit: ByteCount = ByteCount(bytes: 0),
        collects: Bool = true
    ) throws -> (id: UInt32, events: RequestEvents) {
        try machine.checkOpen()
        lastRequest += 1
        let (events, sink) = RequestEvents.makeStream()
        requests[lastRequest] = PendingRequest(
            events: sink,
            limit: limit,
            collects: collects
        )
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
        throw SandboxError(
            agentCode: error["code"]?.stringValue,
            error["message"]?.stringValue ?? "no message",
            about: path
        )
    }
}

extension SandboxError {
    /// What the agent says of the workspace's files.
    init(agentCode: String?, _ said: String, about path: WorkspacePath?) {
        let code: Code =
            switch agentCode {
            case "notFound": .fileNotFound
            case "notAFile", "notADirectory": .notAFile
            case "exists", "notEmpty": .fileExists
            case "noSpace", "tooLarge", "tooManyEntries": .quotaExceeded
            case "badPath": .rejected
            default: .transferFailed
            }
        let message = path.map { "'\($0)' in the workspace: \(said)" } ?? said
        self.init(code, message.escapingControls)
    }
}
