import Testing

@testable import SandboxHost

@Suite struct ChunkedDecoderTests {
    private func decode(_ pieces: [[UInt8]]) throws -> (data: [UInt8], decoder: ChunkedDecoder) {
        var decoder = ChunkedDecoder()
        var queue = ByteQueue()
        var data: [UInt8] = []
        for piece in pieces {
            queue.append(piece)
            while let event = try decoder.next(from: &queue) {
                if case .data(let bytes) = event { data += bytes }
            }
        }
        return (data, decoder)
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("000\r\n\r\n", ""), ("3\r\nabc\r\n0\r\n\r\n", "abc"),
        ("00B;x\r\nhello world\r\n0;y=\"z\"\r\nA: b\r\nC: d\r\n\r\n", "hello world"),
        ("2\r\n\r\n\r\n1\t;q\r\nx\r\n0\r\n\r\n", "\r\nx"),
    ])
    func `a body comes out the same however it arrives`(text: String, body: String) throws {
        for pieces in pieces(of: Array(text.utf8)) {
            let (data, decoder) = try decode(pieces)
            #expect(data == Array(body.utf8))
            #expect(decoder.isAtEnd)
        }
    }

    @Test func `a body that goes on is not at its end`() throws {
        let text = Array("1\r\nx\r\n0\r\nA: b\r\n\r\n".utf8)
        for count in text.indices { #expect(try !decode([Array(text[..<count])]).decoder.isAtEnd) }
    }

    @Test(arguments: [
        "\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", " 1\r\n", "1 \r\n", "1 x\r\n", ";a\r\n",
        "8000000000000000\r\n", "FFFFFFFFFFFFFFFFFF\r\n", "1;\0\r\n", "1;\u{1B}\r\n",
    ])
    func `a malformed size is refused`(head: String) {
        for pieces in pieces(of: Array(head.utf8)) {
            #expect(throws: HTTPError.invalidChunk(HTTPError.excerpt(head.dropLast(1).utf8))) {
                try decode(pieces)
            }
        }
    }

    @Test(arguments: ["1\r\nxy\r\n", "1\r\nx0\r\n\r\n", "1\nx\r\n", "1\r\nx\n0\r\n\r\n"])
    func `a chunk that does not end where it should is refused`(text: String) {
        for pieces in pieces(of: Array(text.utf8)) {
            let error = #expect(throws: HTTPError.self) { try decode(pieces) }
            guard case .invalidChunk? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `sizes, extensions and trailers have limits`() {
        let long = Array(("1;" + String(repeating: "x", count: 1 << 10)).utf8)
        #expect(throws: HTTPError.tooLarge(.chunkHead, limit: 1 << 10)) { try decode([long]) }
        let chunk = Array(("1;" + String(repeating: "x", count: 1000) + "\r\n!\r\n").utf8)
        #expect(throws: HTTPError.tooLarge(.chunkHead, limit: 64 << 10)) {
            try decode(Array(repeating: chunk, count: 66))
        }
        let end = Array("0\r\n".utf8)
        #expect(throws: HTTPError.tooLarge(.trailers, limit: 200)) {
            try decode([end] + Array(repeating: Array("a: b\r\n".utf8), count: 201))
        }
        let trailer = Array(("a: " + String(repeating: "b", count: 1000) + "\r\n").utf8)
        #expect(throws: HTTPError.tooLarge(.trailers, limit: 64 << 10)) {
            try decode([end] + Array(repeating: trailer, count: 66))
        }
    }

    @Test func `a malformed trailer is refused`() {
        #expect(throws: HTTPError.invalidHeader("no colon")) {
            try decode([Array("0\r\nno colon\r\n\r\n".utf8)])
        }
    }

    @Test func `data that came in one piece is passed on without a copy`() throws {
        var decoder = ChunkedDecoder()
        var queue = ByteQueue()
        queue.append(Array("10000\r\n".utf8))
        #expect(try decoder.next(from: &queue) == nil)
        let chunk = [UInt8](repeating: 7, count: 1 << 16)
        let address = chunk.withUnsafeBufferPointer(\.baseAddress)
        queue.append(chunk)
        guard case .data(let data)? = try decoder.next(from: &queue) else {
            Issue.record("the data comes next")
            return
        }
        #expect(data.withUnsafeBufferPointer(\.baseAddress) == address)
    }
}
