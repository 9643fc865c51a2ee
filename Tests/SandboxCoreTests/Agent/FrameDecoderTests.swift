import Testing

@testable import SandboxCore

@Suite struct FrameDecoderTests {
    private let frames = [
        Frame(.started, id: 1), Frame(.standardOutput, id: 1, payload: [1, 2, 3]),
        Frame(.finished, id: 0xFFFF_FFFF, payload: Array("{}".utf8)),
    ]
    private var bytes: [UInt8] { frames.flatMap(\.encoded) }

    private func decode(
        _ chunks: [[UInt8]],
        from sender: FrameDecoder.Sender = .agent
    ) throws -> [Frame] {
        var decoder = FrameDecoder(from: sender)
        var frames: [Frame] = []
        for chunk in chunks {
            decoder.append(chunk)
            while let frame = try decoder.next() { frames.append(frame) }
        }
        return frames
    }

    @Test func `frames come out whole at every split`() throws {
        for split in 0...bytes.count {
            let chunks = [Array(bytes[..<split]), Array(bytes[split...])]
            #expect(try decode(chunks) == frames, "split at \(split)")
        }
    }

    @Test func `frames come out whole byte by byte`() throws {
        #expect(try decode(bytes.map { [$0] }) == frames)
    }

    @Test func `a cut frame waits`() throws {
        #expect(try decode([bytes.dropLast()]) == Array(frames.dropLast()))
    }

    @Test func `an unknown kind is a violation at every split`() {
        let bad = frames[0].encoded + [0x7F, 0, 0, 0, 0, 0, 0, 0, 0]
        for split in 0...bad.count {
            #expect(throws: ProtocolViolation.unknownKind(0x7F)) {
                try decode([Array(bad[..<split]), Array(bad[split...])])
            }
        }
    }

    @Test func `a kind of the other side is a violation`() {
        #expect(throws: ProtocolViolation.unknownKind(0x02)) {
            try decode([Frame(.execute).encoded])
        }
        #expect(throws: ProtocolViolation.unknownKind(0x81)) {
            try decode([Frame(.ready).encoded], from: .host)
        }
    }

    @Test(arguments: [(FrameKind.standardOutput, 64 << 10), (.finished, 4 << 20)])
    func `a length beyond the limit is refused before its bytes come`(
        kind: FrameKind,
        limit: Int
    ) throws {
        #expect(try decode([header(kind, limit)]) == [])
        #expect(throws: ProtocolViolation.tooLong(kind: kind.rawValue, length: limit + 1)) {
            try decode([header(kind, limit + 1)])
        }
    }

    private func header(_ kind: FrameKind, _ length: Int) -> [UInt8] {
        var bytes = [kind.rawValue, 0, 0, 0, 1]
        bytes.appendBigEndian(UInt32(length))
        return bytes
    }
}
