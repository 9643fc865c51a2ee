import Testing

@testable import SandboxHost

@Suite struct HTTPResponseParserRefusalTests {
    private func expect(
        _ error: HTTPError,
        for text: String,
        to request: HTTPResponseParser.Request = .ordinary
    ) {
        let bytes = Array(text.utf8)
        for pieces in bytes.count > 500 ? [[bytes], bytes.map { [$0] }] : pieces(of: bytes) {
            #expect(throws: error, "\(pieces.count) pieces, first \(pieces[0].count)") {
                try HTTPResponseParser.parts(of: pieces, to: request)
            }
        }
    }

    @Test(arguments: [
        "", " ", "HTTP/1.1", "HTTP/1.1 20 OK", "HTTP/1.1  200 OK", "HTTP/1.1 2000 OK",
        "HTTP/1.1 099 Low", "HTTP/1.1 600 High", "HTTP/1.1 -20 OK", "HTTP/2.0 200 OK",
        "HTTP/1.x 200 OK", "http/1.1 200 OK", "HTTP/1.1\t200 OK", "HTTP/1.1 200 O\u{1B}K",
        "HTTP/1.1 200 O\rK", "SSH-2.0-OpenSSH_9.2", "HTTP/1.1 2٣0 OK",
    ])
    func `a malformed status line is refused`(line: String) {
        expect(.invalidStatusLine(HTTPError.excerpt(line.utf8)), for: line + "\r\n\r\n")
    }

    @Test(arguments: [
        "no colon", ": no name", "blank : before the colon", " a: continued", "\ta: continued",
        "a: \0", "a: b\rc: d", "a: \u{7F}", "a\u{E9}: b", "(a): b",
    ])
    func `a malformed header is refused`(field: String) {
        let error = HTTPError.invalidHeader(HTTPError.excerpt(field.utf8))
        expect(error, for: "HTTP/1.1 200 OK\r\nServer: x\r\n\(field)\r\n\r\n")
    }

    @Test func `a line that ends in a newline alone is refused`() {
        expect(.invalidHeader("HTTP/1.1 200 OK\\x0a"), for: "HTTP/1.1 200 OK\n\n")
        expect(.invalidHeader("\\x0a"), for: "HTTP/1.1 200 OK\r\n\n")
    }

    @Test(arguments: [
        ("Content-Length: 5\r\nContent-Length: 6", "5, 6"), ("Content-Length: 5, 6", "5, 6"),
        ("Content-Length: -1", "-1"), ("Content-Length: +1", "+1"), ("Content-Length:", ""),
        ("Content-Length: 0x10", "0x10"), ("Content-Length: 1 2", "1 2"),
        ("Content-Length: 5,", "5, "), ("Content-Length: 5a", "5a"),
        ("Content-Length: 9223372036854775808", "9223372036854775808"),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5", "chunked, 5"),
        ("Transfer-Encoding: gzip, chunked", "gzip, chunked"),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "chunked, chunked"),
        ("Transfer-Encoding: identity", "identity"), ("Transfer-Encoding:", ""),
    ])
    func `a body whose end is unclear is refused`(fields: String, excerpt: String) {
        expect(.invalidFraming(excerpt), for: "HTTP/1.1 200 OK\r\n\(fields)\r\n\r\n")
    }

    @Test func `an old server must not send chunks`() {
        let text = "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        expect(.invalidFraming("chunked"), for: text)
    }

    @Test func `a change of protocol that was not asked for is refused`() {
        expect(.unexpectedUpgrade, for: "HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n")
    }

    @Test func `a head has limits`() {
        let start = "HTTP/1.1 200 OK\r\n"
        let fields = String(repeating: "a: b\r\n", count: 200)
        expect(.tooLarge(.headers, limit: 200), for: start + fields + "a: b\r\n\r\n")
        #expect(throws: Never.self) {
            try HTTPResponseParser.parts(of: [Array((start + fields + "\r\n").utf8)])
        }
        let room = HeadReader.maximumBytes - start.utf8.count
        let long = { "a: " + String(repeating: "b", count: $0 - 7) + "\r\n\r\n" }
        expect(.tooLarge(.head, limit: 64 << 10), for: start + long(room + 1))
        #expect(throws: Never.self) {
            try HTTPResponseParser.parts(of: [Array((start + long(room)).utf8)])
        }
    }

    @Test func `interim answers have a limit`() {
        let text = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 21)
        expect(.tooLarge(.interimResponses, limit: 20), for: text)
    }

    @Test func `a message shows little of what came, and no control characters`() {
        let text = "\u{1B}[31m\n" + String(repeating: "x", count: 100)
        let error = HTTPError.invalidHeader(HTTPError.excerpt(text.utf8))
        let rest = String(repeating: "x", count: 54)
        #expect(
            error.description == "the answer has an invalid header: '\\x1b[31m\\x0a\(rest)…'"
        )
    }
}
