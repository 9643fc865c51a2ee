import Testing

@testable import SandboxHost

@Suite struct HTTPRequestTests {
    private func text(_ request: HTTPRequest) throws -> String {
        String(decoding: try request.encoded(host: "localhost"), as: UTF8.self)
    }

    @Test func `a request without a body asks for the end of the connection`() throws {
        let request = HTTPRequest("GET", "/v1.41/containers/json?all=1", headers: ["A": "b"])
        #expect(
            try text(request) == "GET /v1.41/containers/json?all=1 HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nA: b\r\n\r\n"
        )
    }

    @Test func `a body is sent with its length`() throws {
        let request = HTTPRequest("POST", "/x", body: Array("{}".utf8))
        #expect(
            try text(request) == "POST /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: 2\r\n\r\n{}"
        )
        #expect(try text(HTTPRequest("POST", "/x")).contains("Content-Length: 0\r\n"))
        #expect(try !text(HTTPRequest("DELETE", "/x")).contains("Content-Length"))
    }

    @Test func `a request to upgrade says so`() throws {
        let request = HTTPRequest("POST", "/attach", headers: ["Upgrade": "tcp"])
        #expect(request.requestsUpgrade)
        #expect(try text(request).contains("Connection: Upgrade\r\nUpgrade: tcp\r\n"))
        let explicit = HTTPRequest(
            "POST",
            "/attach",
            headers: ["connection": "Upgrade", "upgrade": "tcp"]
        )
        #expect(try !text(explicit).contains("Connection"))
    }

    @Test(arguments: ["", "GET ", "GE T", "GET\r\nX: y", "G\0T", "GÉT"])
    func `a method that is none is refused`(method: String) {
        #expect(throws: HTTPError.invalidRequest(HTTPError.excerpt(method.utf8))) {
            try text(HTTPRequest(method, "/"))
        }
    }

    @Test(arguments: [
        "", "x", "http://a/", "/a b", "/a\r\nHost: b", "/\n", "/\r", "/\0", "/\t", "/\u{7F}",
        "/é", "/a#b", "*",
    ])
    func `a target that would break the line is refused`(target: String) {
        #expect(throws: HTTPError.invalidRequest(HTTPError.excerpt(target.utf8))) {
            try text(HTTPRequest("GET", target))
        }
    }

    @Test(arguments: [
        ("A", "b\r\nC: d"), ("A", "\n"), ("A", "\r"), ("A", "\0"), ("A", "\u{1B}"),
        ("A", "\u{7F}"), ("", "b"), ("A B", "c"), ("A:", "b"), ("A\r\n", "b"), ("É", "b"),
        ("host", "b"), ("content-length", "1"), ("Transfer-Encoding", "chunked"),
    ])
    func `a header that would break the head is refused`(name: String, value: String) {
        let error = #expect(throws: HTTPError.self) {
            try text(HTTPRequest("GET", "/", headers: HTTPHeaders([(name, value)])))
        }
        guard case .invalidRequest? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `headers are found whatever their case`() {
        let headers: HTTPHeaders = ["Content-Type": "a", "X": "1", "content-type": "b, c"]
        #expect(headers["CONTENT-TYPE"] == "a")
        #expect(headers.values(of: "Content-type") == ["a", "b, c"])
        #expect(headers.members(of: "Content-type") == ["a", "b", "c"])
        #expect(headers["Y"] == nil)
    }

    @Test func `an address is written as a host`() {
        #expect(SocketAddress.unix(path: "/run/docker.sock").hostField == "localhost")
        #expect(SocketAddress.tcp(host: "127.0.0.1", port: 2375).hostField == "127.0.0.1:2375")
        #expect(SocketAddress.tcp(host: "::1", port: 80).hostField == "[::1]:80")
    }
}
