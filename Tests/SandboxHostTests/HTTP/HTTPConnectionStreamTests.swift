import Foundation
import SandboxHost
import Testing

/// Upgrades, cancellation and closing.
@Suite(.timeLimit(.minutes(1)))
struct HTTPConnectionStreamTests {
    private static let attach = HTTPRequest("POST", "/attach", headers: ["Upgrade": "tcp"])

    @Test(arguments: [
        "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n",
    ])
    func `an upgraded connection carries bytes both ways`(head: String) async throws {
        let server = try StubServer([
            .request, .reply(head + "first"), .read(4), .reply("second"), .readToEnd,
            .reply("third"),
        ])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        try await connection.send(Self.attach)
        _ = try await connection.head()
        #expect(connection.isUpgraded)
        var received: [UInt8] = []
        func receive(_ count: Int) async throws {
            while received.count < count, let bytes = try await connection.receive() {
                received += bytes
            }
        }
        try await receive(5)
        #expect(String(decoding: received, as: UTF8.self) == "first")
        try await connection.sendRaw(Array("ping".utf8))
        try await receive(11)
        #expect(String(decoding: received, as: UTF8.self) == "firstsecond")
        try await connection.sendRaw(Array("last".utf8))
        connection.closeInput()
        try await receive(.max)
        #expect(String(decoding: received, as: UTF8.self) == "firstsecondthird")
        #expect(try await connection.bodyChunk() == nil)
        #expect(await server.requests()[0].hasSuffix("\r\n\r\npinglast"))
    }

    @Test func `an upgrade that is refused has no raw stream`() async throws {
        let server = try StubServer([
            .request, .reply("HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\nno"),
        ])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        defer { connection.close() }
        try await connection.send(Self.attach)
        await #expect(throws: HTTPError.notUpgraded(status: 409)) {
            try await connection.receive()
        }
        #expect(try await connection.body(limit: 2) == Array("no".utf8))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 101 UPGRADED\r\n\r\n"])
    func `a task that waits can be cancelled`(answer: String) async throws {
        let server = try StubServer([.request, .reply(answer), .readToEnd])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        try await connection.send(Self.attach)
        if !answer.isEmpty { _ = try await connection.head() }
        let reading = Task {
            answer.contains("101")
                ? try await connection.receive() : try await connection.bodyChunk()
        }
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
        connection.close()
        #expect(await server.requests().count == 1)
    }

    @Test func `a task that sends can be cancelled, which closes the connection`() async throws {
        // More than the socket takes while nobody reads.
        let (path, listener) = try listeningSocket(backlog: 1)
        defer {
            close(listener)
            unlink(path)
        }
        let connection = try await HTTPConnection.open(.unix(path: path))
        let sending = Task {
            let body = [UInt8](repeating: 0, count: 16 << 20)
            try await connection.send(HTTPRequest("POST", "/x", body: body))
        }
        sending.cancel()
        await #expect(throws: CancellationError.self) { try await sending.value }
        #expect(descriptors(connectedTo: path).isEmpty)
    }

    @Test func `closing ends whoever waits, and not as if the answer were whole`() async throws {
        let server = try StubServer([.request, .reply("HTTP/1.1 200 OK\r\n\r\npart"), .readToEnd])
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        try await connection.send(HTTPRequest("GET", "/x"))
        #expect(try await connection.bodyChunk() == Array("part".utf8))
        let reading = Task { try await connection.bodyChunk() }
        connection.close()
        connection.close()
        await #expect(throws: HTTPError.truncated(.body)) { try await reading.value }
        #expect(await server.requests().count == 1)
    }

    @Test func `no descriptor is left, even of a connection that was forgotten`() async throws {
        let script: [StubServer.Step] = [
            .request, .reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
        ]
        let server = try StubServer(script, connections: 201)
        #expect(descriptors(connectedTo: server.path).isEmpty)
        for _ in 0..<200 {
            let connection = try await HTTPConnection.open(.unix(path: server.path))
            try await connection.send(HTTPRequest("GET", "/x"))
            #expect(try await connection.body(limit: 2) == Array("hi".utf8))
            connection.close()
        }
        #expect(descriptors(connectedTo: server.path).isEmpty)
        try await forget(server)
        #expect(descriptors(connectedTo: server.path).isEmpty)
        #expect(await server.requests().count == 201)
    }

    private func forget(_ server: StubServer) async throws {
        let connection = try await HTTPConnection.open(.unix(path: server.path))
        try await connection.send(HTTPRequest("GET", "/x"))
    }
}
