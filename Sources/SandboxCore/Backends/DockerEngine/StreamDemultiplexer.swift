/// Takes apart the stream of an attached container: standard output, and the tail of its errors.
///
/// Each piece has a header of 8 bytes: the stream (0 input, 1 output, 2 errors), three zeros, and
/// the length, big endian; "Stream format" of the Engine API's attach.
struct StreamDemultiplexer: Sendable {
    private static let headerBytes = 8
    private static let keptErrors = 8 << 10
    private static let longest = 64 << 20

    private var header: [UInt8] = []
    private var stream: UInt8 = 0
    private var remaining = 0
    private(set) var errors: [UInt8] = []

    /// The bytes of standard output in a chunk.
    ///
    /// - Throws: ``ProtocolViolation`` for a header that none can be.
    mutating func feed(_ chunk: [UInt8]) throws(ProtocolViolation) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(chunk.count)
        var rest = chunk[...]
        while !rest.isEmpty {
            if remaining == 0 {
                try readHeader(&rest)
                continue
            }
            let piece = rest.prefix(remaining)
            if stream == 2 { keep(piece) } else { output += piece }
            remaining -= piece.count
            rest = rest.dropFirst(piece.count)
        }
        return output
    }

    private mutating func readHeader(_ rest: inout ArraySlice<UInt8>) throws(ProtocolViolation) {
        let part = rest.prefix(Self.headerBytes - header.count)
        header += part
        rest = rest.dropFirst(part.count)
        guard header.count == Self.headerBytes else { return }
        let length = header[4...].reduce(0) { $0 << 8 | Int($1) }
        guard header[0] <= 2, header[1...3].allSatisfy({ $0 == 0 }), length <= Self.longest else {
            throw .badStream  // and again for all that follows: the header stays
        }
        stream = header[0]
        remaining = length
        header.removeAll(keepingCapacity: true)
    }

    private mutating func keep(_ piece: ArraySlice<UInt8>) {
        errors += piece
        errors.removeFirst(max(0, errors.count - Self.keptErrors))
    }
}
