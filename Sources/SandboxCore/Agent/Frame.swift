/// One message of the agent protocol.
struct Frame: Hashable, Sendable {
    /// Bytes before the payload: kind, id, length.
    static let headerBytes = 9
    /// The longest payload of raw bytes.
    static let dataLimit = 64 << 10
    /// The longest payload of JSON.
    static let controlLimit = 4 << 20

    var kind: FrameKind
    /// The cell's number or the request's; 0 for none.
    var id: UInt32
    var payload: [UInt8]

    init(_ kind: FrameKind, id: UInt32 = 0, payload: [UInt8] = []) {
        self.kind = kind
        self.id = id
        self.payload = payload
    }

    /// The frame as it is sent.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Frame.headerBytes + payload.count)
        bytes.append(kind.rawValue)
        bytes.appendBigEndian(id)
        bytes.appendBigEndian(UInt32(payload.count))
        bytes += payload
        return bytes
    }
}

extension [UInt8] {
    mutating func appendBigEndian(_ value: UInt32) {
        append(UInt8(truncatingIfNeeded: value >> 24))
        append(UInt8(truncatingIfNeeded: value >> 16))
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value))
    }
}
