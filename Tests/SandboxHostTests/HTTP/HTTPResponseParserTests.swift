import Testing

@testable import SandboxHost

@Suite struct HTTPResponseParserTests {
    typealias Request = HTTPResponseParser.Request
    typealias Part = HTTPResponseParser.Part

    /// Expects the same of an answer however it arrives.
    private func expect(
        _ text: String,
        to request: Request = .ordinary,
        ends: Bool = false,
        status: Int = 200,
        body: String = "",
        isComplete: Bool = true
    ) throws {
        for pieces in pieces(of: Array(text.utf8)) {
            var (parts, _) = try HTTPResponseParser.parts(of: pieces, to: request, ends: ends)
            guard case .head(let head) = parts.removeFirst() else {
                Issue.record("the head comes first")
                return
            }
            #expect(head.status == status)
            var expected: [Part] = body.isEmpty ? [] : [.body(Array(body.utf8))]
            if isComplete { expected.append(.end) }
            #expect(parts == expected, "\(pieces.count) pieces, first \(pieces[0].count)")
        }
    }

    @Test func `the head is told as it came`() throws {
        let text =
            "HTTP/1.1 404 Not Found\r\nServer: Docker/28 \r\nx:\r\nX: \t b\tc\r\n"
            + "Content-Length: 0\r\n\r\n"
        for pieces in pieces(of: Array(text.utf8)) {
            let (parts, _) = try HTTPResponseParser.parts(of: pieces)
            let headers = HTTPHeaders([
                ("Server", "Docker/28"), ("x", ""), ("X", "b\tc"), ("Content-Length", "0"),
            ])
            let head = HTTPResponseHead(status: 404, reason: "Not Found", headers: headers)
            #expect(parts == [.head(head), .end])
        }
    }

    @Test(arguments: ["HTTP/1.1 200\r\n", "HTTP/1.1 200 \r\n", "HTTP/1.0 200 OK\r\n"])
    func `a status line may do without a reason and be of the old version`(line: String) throws {
        try expect(line + "Content-Length: 2\r\n\r\nhi", body: "hi")
    }

    @Test(arguments: ["Content-Length: 5", "content-length:5", "Content-Length: 5, 5"])
    func `a body has the length that was told`(field: String) throws {
        try expect("HTTP/1.1 200 OK\r\n\(field)\r\n\r\nhello", body: "hello")
        try expect("HTTP/1.1 200 OK\r\n\(field)\r\n\r\nhell", body: "hell", isComplete: false)
    }

    @Test func `what follows the body is left over`() throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhimore"
        var (parts, parser) = try HTTPResponseParser.parts(of: [Array(text.utf8)])
        #expect(parts.last == .end)
        #expect(parser.takeLeftover() == Array("more".utf8))
    }

    @Test func `a chunked body is decoded`() throws {
        try expect(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "5\r\nhello\r\n1 ;a=b\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
            body: "hello 0123456789"
        )
    }

    @Test func `a body of unknown length ends with the connection`() throws {
        let text = "HTTP/1.1 200 OK\r\n\r\nall of it"
        try expect(text, body: "all of it", isComplete: false)
        try expect(text, ends: true, body: "all of it")
    }

    @Test(arguments: [(Request.head, 200), (.ordinary, 204), (.ordinary, 304)])
    func `an answer that has no body ends with its head`(request: Request, status: Int) throws {
        for field in ["Content-Length: 5", "Transfer-Encoding: chunked", "Server: x"] {
            try expect("HTTP/1.1 \(status) OK\r\n\(field)\r\n\r\n", to: request, status: status)
        }
    }

    @Test func `interim answers are passed over`() throws {
        let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        try expect(interim + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!", body: "!")
    }

    @Test(arguments: [
        "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 3\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: Application/vnd.docker.multiplexed-stream; v=1\r\n",
    ])
    func `bytes behind the head of an upgrade belong to the stream`(head: String) throws {
        let bytes = Array((head + "\r\n").utf8)
        let stream: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 2, 13, 10]
        for pieces in pieces(of: bytes + stream) {
            var (parts, parser) = try HTTPResponseParser.parts(of: pieces, to: .upgrade)
            #expect(parts.count == 1)
            #expect(parser.isUpgraded)
            #expect(parser.takeLeftover() == stream)
        }
    }

    @Test func `an upgrade may be refused by an ordinary answer`() throws {
        let head = "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n"
        try expect(head + "no", to: .upgrade, status: 409, body: "no")
        let type = "Content-Type: application/vnd.docker.raw-stream\r\n"
        try expect(
            "HTTP/1.1 200 OK\r\n\(type)Content-Length: 2\r\n\r\nhi",
            to: .upgrade,
            body: "hi"
        )
        try expect("HTTP/1.1 200 OK\r\n\(type)\r\nhi", ends: true, body: "hi")
    }

    @Test(arguments: [
        ("", HTTPError.Part.head), ("HTTP/1.1 200 OK\r\nA: b\r\n", .head),
        ("HTTP/1.1 100 Continue\r\n\r\n", .head),
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx", .body),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nx", .body),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", .body),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", .body),
    ])
    func `an answer that is cut off is an error`(text: String, part: HTTPError.Part) {
        for pieces in pieces(of: Array(text.utf8)) {
            #expect(throws: HTTPError.truncated(part)) {
                try HTTPResponseParser.parts(of: pieces, ends: true)
            }
        }
    }
}
