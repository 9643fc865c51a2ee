/// Cuts a byte stream into frames.
///
/// The bytes are hostile: nothing is kept beyond one frame's limit.
struct FrameDecoder: Sendable {
    /// Who sends the stream.
    enum Sender: Sendable {
        case agent, host
    }

    private let sender: Sender
    private var buffer: [UInt8] = []
    private var start = 0

    init(from sender: Sender = .agent) {
        self.sender = sender
    }

    mutating func append(_ bytes: [UInt8]) {
        if start == buffer.count {
            buffer = bytes
            start = 0
        } else {
            buffer.removeFirst(start)
            start = 0
            buffer += bytes
        }
    }

    /// The next whole frame, or nil until more bytes come.
    mutating func next() throws(ProtocolViolation) -> Frame? {
        guard buffer.count - start >= Frame.headerBytes else { return nil }
        guard let kind = FrameKind(rawValue: buffer[start]), kind.isFromAgent == (sender == .agent)
        else { throw .unknownKind(buffer[start]) }
        let length = Int(integer(at: start + 5))
        guard length <= kind.payloadLimit else {
            throw .tooLong(kind: kind.rawValue, length: length)
        }
        let payloadStart = start + Frame.headerBytes
        guard buffer.count - payloadStart >= length else { return nil }
        let id = integer(at: start + 1)
        let payload = [UInt8](buffer[payloadStart..<payloadStart + length])
        start = payloadStart + length
        return Frame(kind, id: id, payload: payload)
    }

    private func integer(at index: Int) -> UInt32 {
        buffer[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
