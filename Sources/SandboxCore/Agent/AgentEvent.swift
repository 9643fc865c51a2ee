internal import NotebookModel

/// What the agent says to the host, checked.
enum AgentEvent: Sendable {
    case ready(AgentReady)
    case started(cell: UInt32)
    case text(cell: UInt32, StreamName, [UInt8])
    case displayPart(cell: UInt32, [UInt8], isLast: Bool)
    case inputRequest(cell: UInt32, request: Int, InputRequest)
    case finished(cell: UInt32, FinishedCell)
    case reply(id: UInt32, JSONValue)
    case data(id: UInt32, [UInt8])
    case end(id: UInt32, JSONValue)
    case pong
    case notice(String)
    case gap(cell: UInt32, StreamName, bytes: Int)
    case sign(cell: UInt32)

    init(_ frame: Frame) throws(ProtocolViolation) {
        switch frame.kind {
        case .ready: self = .ready(try AgentReady(try PayloadReader(frame)))
        case .started: self = .started(cell: frame.id)
        case .standardOutput: self = .text(cell: frame.id, .stdout, frame.payload)
        case .standardError: self = .text(cell: frame.id, .stderr, frame.payload)
        case .display: self = .displayPart(cell: frame.id, frame.payload, isLast: false)
        case .displayEnd: self = .displayPart(cell: frame.id, frame.payload, isLast: true)
        case .inputRequest:
            let reader = try PayloadReader(frame)
            let request = InputRequest(
                prompt: try reader.string("prompt"),
                isPassword: try reader.bool("password")
            )
            self = .inputRequest(cell: frame.id, request: try reader.count("request"), request)
        case .finished: self = .finished(cell: frame.id, try FinishedCell(try PayloadReader(frame)))
        case .reply: self = .reply(id: frame.id, .object(try PayloadReader(frame).object))
        case .data: self = .data(id: frame.id, frame.payload)
        case .end: self = .end(id: frame.id, .object(try PayloadReader(frame).object))
        case .pong: self = .pong
        case .notice: self = .notice(try PayloadReader(frame).string("event"))
        case .gap:
            let reader = try PayloadReader(frame)
            let stream = StreamName(rawValue: try reader.string("stream"))
            guard stream == .stdout || stream == .stderr else {
                throw .badPayload(.gap, "an unknown stream")
            }
            self = .gap(cell: frame.id, stream, bytes: try reader.count("bytes"))
        case .sign: self = .sign(cell: frame.id)
        case .configure, .execute, .interrupt, .restart, .inputReply, .ping, .file, .fileData,
            .fileEnd, .cancel, .shutdown, .credit:
            throw .unexpected(frame.kind)
        }
    }
}

/// The agent's first words.
struct AgentReady: Hashable, Sendable {
    var nonce: String
    var pythonVersion: String
    var isFirstProcess: Bool
    /// Modules that could not be imported ahead, and why.
    var notPreloaded: [String: String]

    init(_ reader: PayloadReader) throws(ProtocolViolation) {
        nonce = try reader.string("nonce")
        pythonVersion = try reader.string("python")
        isFirstProcess = try reader.bool("pid1")
        guard try reader.count("protocol") == 1 else {
            throw .badPayload(.ready, "another protocol version")
        }
        let failures = reader.object["notPreloaded"]?.objectValue ?? [:]
        notPreloaded = Dictionary(
            failures.members.map { ($0.key, $0.value.stringValue ?? "") },
            uniquingKeysWith: { $1 }
        )
    }
}
