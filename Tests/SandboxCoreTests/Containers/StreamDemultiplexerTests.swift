import Testing

@testable import SandboxCore

@Suite struct StreamDemultiplexerTests {
    private static func piece(_ stream: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        return [
            stream, 0, 0, 0, UInt8(count >> 24), UInt8(count >> 16 & 0xFF),
            UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF),
        ] + content
    }

    /// Both streams in turn, one empty piece of each, and one whose length takes two bytes.
    private static let recorded: [UInt8] =
        piece(1, Array("one ".utf8)) + piece(2, Array("error ".utf8)) + piece(1, [])
        + piece(1, [0, 1, 2, 0, 0, 0, 0, 0]) + piece(2, []) + piece(2, Array("again".utf8))
        + piece(1, [UInt8](repeating: 7, count: 300)) + piece(0, Array("echo".utf8))
    private static let output: [UInt8] =
        Array("one ".utf8) + [0, 1, 2, 0, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 300)
        + Array("echo".utf8)

    private func check(_ chunks: [[UInt8]], _ name: String) throws {
        var demultiplexer = StreamDemultiplexer()
        let output = try chunks.flatMap { try demultiplexer.feed($0) }
        #expect(output == Self.output, "\(name)")
        #expect(demultiplexer.errors == Array("error again".utf8), "\(name)")
    }

    @Test func `a stream comes apart whole and at every split`() throws {
        let bytes = Self.recorded
        try check([bytes], "whole")
        for split in 0...bytes.count {
            try check([Array(bytes[..<split]), Array(bytes[split...])], "split at \(split)")
        }
    }

    @Test(arguments: 1...20)
    func `a stream comes apart in chunks of any size`(size: Int) throws {
        let bytes = Self.recorded
        let chunks = stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
        }
        try check(chunks, "chunks of \(size)")
    }

    @Test func `output comes with the chunk that holds it, not with the end of its piece`() throws {
        var demultiplexer = StreamDemultiplexer()
        let long = Self.piece(1, [UInt8](repeating: 9, count: 100_000))
        #expect(try demultiplexer.feed(Array(long[..<8])) == [])
        for start in stride(from: 8, to: long.count, by: 4096) {
            let chunk = Array(long[start..<min(start + 4096, long.count)])
            #expect(try demultiplexer.feed(chunk) == chunk)
        }
        #expect(try demultiplexer.feed(Self.piece(1, [5])) == [5])
    }

    @Test func `of the errors the last 8 KiB are kept`() throws {
        let errors = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        for size in [1, 1000, 8192, 8193, 50_000] {
            var demultiplexer = StreamDemultiplexer()
            for start in stride(from: 0, to: errors.count, by: size) {
                let part = Array(errors[start..<min(start + size, errors.count)])
                #expect(try demultiplexer.feed(Self.piece(2, part)) == [])
                #expect(demultiplexer.errors.count <= 8192)
            }
            #expect(demultiplexer.errors == Array(errors.suffix(8192)), "pieces of \(size)")
        }
    }

    @Test func `the longest piece is taken, its length alone takes no space`() throws {
        var demultiplexer = StreamDemultiplexer()
        #expect(try demultiplexer.feed([1, 0, 0, 0, 4, 0, 0, 0]) == [])
        #expect(try demultiplexer.feed([1, 2]) == [1, 2])
    }

    @Test(
        arguments: [
            [3, 0, 0, 0, 0, 0, 0, 1], [255, 0, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 1],
            [1, 0, 1, 0, 0, 0, 0, 1], [2, 0, 0, 1, 0, 0, 0, 1], [1, 0, 0, 0, 4, 0, 0, 1],
            [1, 0, 0, 0, 255, 255, 255, 255], Array("HTTP/1.1".utf8), Array("{\"messag".utf8),
        ] as [[UInt8]]
    )
    func `an impossible header is refused at every split, and so is what follows`(
        header: [UInt8]
    ) {
        let bytes = Self.piece(1, [1]) + header
        for split in 0..<bytes.count {
            var demultiplexer = StreamDemultiplexer()
            #expect(throws: ProtocolViolation.badStream) {
                _ = try demultiplexer.feed(Array(bytes[..<split]))
                _ = try demultiplexer.feed(Array(bytes[split...]))
            }
            #expect(throws: ProtocolViolation.badStream) {
                try demultiplexer.feed(Self.piece(1, Array("more".utf8)))
            }
        }
    }
}
