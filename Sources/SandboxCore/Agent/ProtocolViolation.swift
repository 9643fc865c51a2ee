/// What a sandbox sent that no agent sends.
enum ProtocolViolation: Error, Hashable, Sendable {
    case unknownKind(UInt8)
    case tooLong(kind: UInt8, length: Int)
    case badPayload(FrameKind, String)
    case unexpected(FrameKind)
}

extension ProtocolViolation: CustomStringConvertible {
    var description: String {
        switch self {
        case .unknownKind(let kind): "a frame of unknown kind \(kind)"
        case .tooLong(let kind, let length): "a frame of kind \(kind) with \(length) bytes"
        case .badPayload(let kind, let what): "a frame '\(kind)' with \(what)"
        case .unexpected(let kind): "a frame '\(kind)' out of order"
        }
    }
}
