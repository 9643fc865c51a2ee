/// The kinds of frames between host and agent; `docs/PROTOCOL.md` describes each.
enum FrameKind: UInt8, Sendable {
    // Host to agent
    case configure = 0x01
    case execute
    case interrupt
    case restart
    case inputReply
    case ping
    case file
    case fileData
    case fileEnd
    case cancel
    case shutdown
    case credit
    // Agent to host
    case ready = 0x81
    case started
    case standardOutput
    case standardError
    case display
    case displayEnd
    case inputRequest
    case finished
    case reply
    case data
    case end
    case pong
    case notice
    case gap
    case sign
}

extension FrameKind {
    /// The longest payload that the protocol allows.
    var payloadLimit: Int {
        switch self {
        case .fileData, .standardOutput, .standardError, .display, .displayEnd, .data:
            Frame.dataLimit
        default:
            Frame.controlLimit
        }
    }

    /// Whether the agent may send it.
    var isFromAgent: Bool { rawValue & 0x80 != 0 }
}
