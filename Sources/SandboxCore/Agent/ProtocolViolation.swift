/// What a sandbox sent that no agent sends.
enum ProtocolViolation: Error, Hashable, Sendable {
    case unknownKind(UInt8)
    case tooLong(kind: UInt8, length: Int)
    case badPayload(FrameKind, String)
    case unexpected(FrameKind)
    /// The engine's own framing of the stream is broken.
    case badStream
}

extension ProtocolViolation: CustomStringConvertible {
    var description: String {
        switch self {
        case .unknownKind(let kind): "a frame of unknown kind \(kind)"
        case .tooLong(let kind, let length): "a frame of kind \(kind) with \(length) bytes"
        case .badPayload(let kind, let what): "a frame '\(kind)' with \(what)"
        case .unexpected(let kind): "a frame '\(kind)' out of order"
        case .badStream: "a piece of a stream with an impossible header"
        }
    }
}
