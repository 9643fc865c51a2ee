import Foundation
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPConnectionTests {
    private static let get = HTTPRequest("GET", "/x")
    private static let ok = "HTTP/1.1 200 OK\r\n"

    /// Sends a request to a server that answers so and closes.
    private func with(
        _ answer: StubServer.Step...,
        sending request: HTTPRequest = get,
        _ body: (HTTPConnection) async throws -> Void
    ) async throws {
        let server = try StubServer([.request] + answer)
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        try await connection.send(request)
        try await body(connection)
    }

    @Test func `an answer comes with its head and its body`() async throws {
        let answer = Self.ok + "Content-Length: 5\r\nServer: x\r\n\r\nhello"
        try await with(.reply(answer)) { connection in
            let head = try await connection.head()
            #expect(head.status == 200)
            #expect(head.headers["server"] == "x")
            #expect(try await connection.head() == head)
            #expect(try await connection.body(limit: 5) == Array("hello".utf8))
            #expect(try await connection.bodyChunk() == nil)
            #expect(!connection.isUpgraded)
        }
    }

    @Test func `a request arrives as it was made`() async throws {
        let server = try StubServer([.request, .reply(Self.ok + "Content-Length: 0\r\n\r\n")])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        try await connection.send(HTTPRequest("POST", "/x", body: Array("{}".utf8)))
        #expect(try await connection.body(limit: 0).isEmpty)
        #expect(
            await server.requests() == [
                "POST /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Length: 2\r\n\r\n{}"
            ]
        )
    }

    @Test func `a request is streamed in chunks`() async throws {
        let server = try StubServer([.request, .reply(Self.ok + "Content-Length: 0\r\n\r\n")])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        let body = AsyncStream { continuation in
            for text in ["hello", "", " world, hello all"] { continuation.yield(Array(text.utf8)) }
            continuation.finish()
        }
        try await connection.send(HTTPRequest("POST", "/build"), streaming: body)
        #expect(try await connection.head().status == 200)
        #expect(
            await server.requests() == [
                "POST /build HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n11\r\n world, hello all\r\n0\r\n\r\n"
            ]
        )
    }

    @Test func `a large chunked body comes whole`() async throws {
        let size = 1 << 20
        let chunk = Array("\(String(size, radix: 16))\r\n".utf8) + Array(repeating: 7, count: size)
        try await with(
            .reply(Self.ok + "Transfer-Encoding: chunked\r\n\r\n"),
            .replyBytes(chunk),
            .reply("\r\n"),
            .replyBytes(chunk),
            .reply("\r\n0\r\n\r\n")
        ) { connection in
            let body = try await connection.body(limit: 2 * size)
            #expect(body == Array(repeating: 7, count: 2 * size))
        }
    }

    @Test func `a body may end with the connection`() async throws {
        try await with(.reply(Self.ok + "\r\nall of it")) { connection in
            let body = try await connection.body(limit: 100)
            #expect(body == Array("all of it".utf8))
        }
    }

    @Test func `a body beyond the limit is an error`() async throws {
        try await with(.reply(Self.ok + "Content-Length: 5\r\n\r\nhello")) { connection in
            await #expect(throws: HTTPError.tooLarge(.body, limit: 4)) {
                try await connection.body(limit: 4)
            }
        }
    }

    @Test(arguments: ["Content-Length: 5\r\n\r\nhell", "Transfer-Encoding: chunked\r\n\r\n1\r\nx"])
    func `a body that is cut off is an error`(rest: String) async throws {
        try await with(.reply(Self.ok + rest)) { connection in
            await #expect(throws: HTTPError.truncated(.body)) {
                try await connection.body(limit: 100)
            }
        }
    }

    @Test func `a body that ends with a reset is an error`() async throws {
        // The server closes with bytes of the request unread.
        let server = try StubServer([.read(10), .reply(Self.ok + "\r\nall of it?")])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        try await connection.send(Self.get)
        await #expect(throws: HTTPError.truncated(.body)) { try await connection.body(limit: 100) }
    }

    @Test func `no answer is an error`() async throws {
        try await with { connection in
            await #expect(throws: HTTPError.truncated(.head)) { try await connection.head() }
        }
    }

    @Test func `an answer to a request that was not read to its end is told`() async throws {
        let answer = "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno"
        let server = try StubServer([.read(10), .reply(answer)])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        let body = [UInt8](repeating: 0, count: 8 << 20)
        try await connection.send(HTTPRequest("POST", "/x", body: body))
        #expect(try await connection.head().status == 413)
        #expect(try await connection.body(limit: 2) == Array("no".utf8))
    }

    @Test func `a request that can't be sent leaves the connection as it was`() async throws {
        let server = try StubServer([.request, .reply(Self.ok + "Content-Length: 0\r\n\r\n")])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        await #expect(throws: HTTPError.invalidRequest("/a b")) {
            try await connection.send(HTTPRequest("GET", "/a b"))
        }
        try await connection.send(Self.get)
        #expect(try await connection.head().status == 200)
        #expect(await server.requests().count == 1)
    }
}
