import Foundation
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ConnectTests {
    private func expect(
        _ code: Int32,
        to address: SocketAddress,
        patience: Duration = .seconds(30)
    ) async {
        let error = await #expect(throws: SystemError.self) {
            let stream = try await DescriptorStream.connect(to: address, patience: patience)
            stream.close()
        }
        #expect(error?.code == code)
        #expect(error?.operation == "connect to '\(address)'")
    }

    @Test func `a path at which nothing is can't be found`() async {
        await expect(ENOENT, to: .unix(path: freshSocketPath()))
        await expect(ENOENT, to: .unix(path: ""))
    }

    @Test func `a socket that nobody listens at refuses`() async throws {
        let (path, listener) = try listeningSocket(backlog: 1)
        close(listener)
        defer { unlink(path) }
        await expect(ECONNREFUSED, to: .unix(path: path))
    }

    @Test func `a path that does not fit is refused whole`() async {
        let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        let path = { "/tmp/" + String(repeating: "x", count: $0 - 5) }
        await expect(ENAMETOOLONG, to: .unix(path: path(capacity)))
        await expect(ENOENT, to: .unix(path: path(capacity - 1)))
        await expect(EINVAL, to: .unix(path: "\0abstract"))
    }

    @Test func `a connection waits for room in the listener's queue`() async throws {
        let (path, listener) = try listeningSocket(backlog: 0)
        let waiting = fillQueue(path)
        defer {
            for socket in waiting + [listener] { close(socket) }
            unlink(path)
        }
        await expect(ETIMEDOUT, to: .unix(path: path), patience: .milliseconds(20))
        let connecting = Task {
            try await DescriptorStream.connect(to: .unix(path: path), patience: .seconds(60))
        }
        close(accept(listener, nil, nil))
        try await connecting.value.close()
    }

    @Test func `waiting for room can be cancelled`() async throws {
        let (path, listener) = try listeningSocket(backlog: 0)
        let waiting = fillQueue(path)
        defer {
            for socket in waiting + [listener] { close(socket) }
            unlink(path)
        }
        let connecting = Task {
            try await DescriptorStream.connect(to: .unix(path: path), patience: .seconds(60))
        }
        connecting.cancel()
        await #expect(throws: CancellationError.self) { try await connecting.value.close() }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a port of this machine is reached`(host: String) async throws {
        let (port, listener) = try loopbackSocket(backlog: 1)
        defer { close(listener) }
        let address = SocketAddress.tcp(host: host, port: port)
        let stream = try await DescriptorStream.connect(to: address, patience: .seconds(30))
        defer { stream.close() }
        let server = accept(listener, nil, nil)
        #expect(send(server, "hello", 5, 0) == 5)
        close(server)
        #expect(try await stream.receive() == Array("hello".utf8))
        #expect(try await stream.receive() == nil)
        #expect(stream.reachedEnd && stream.hasEnded)
    }

    @Test func `an end with bytes that were not read is none in order`() async throws {
        let (port, listener) = try loopbackSocket(backlog: 1)
        defer { close(listener) }
        let address = SocketAddress.tcp(host: "127.0.0.1", port: port)
        let stream = try await DescriptorStream.connect(to: address, patience: .seconds(30))
        defer { stream.close() }
        let server = accept(listener, nil, nil)
        try await stream.send(Array("hello".utf8))
        var pending = pollfd(fd: server, events: Int16(POLLIN), revents: 0)
        #expect(poll(&pending, 1, 30_000) == 1)
        #expect(!stream.hasEnded)
        close(server)
        #expect(try await stream.receive() == nil)
        #expect(!stream.reachedEnd && stream.hasEnded)
    }

    @Test func `a port that nobody listens at refuses`() async throws {
        let (port, socket) = try loopbackSocket(backlog: nil)
        defer { close(socket) }
        await expect(ECONNREFUSED, to: .tcp(host: "127.0.0.1", port: port))
    }

    @Test func `a port whose queue is full runs out of patience`() async throws {
        let (port, listener) = try loopbackSocket(backlog: 0)
        var streams: [DescriptorStream] = []
        defer {
            for stream in streams { stream.close() }
            close(listener)
        }
        let address = SocketAddress.tcp(host: "127.0.0.1", port: port)
        let error = await #expect(throws: SystemError.self) {
            while streams.count < 20 {
                streams.append(
                    try await DescriptorStream.connect(to: address, patience: .milliseconds(200))
                )
            }
        }
        #expect(error?.code == ETIMEDOUT)
    }

    @Test(arguments: ["example.com", "", "127.0.0.1\0", "localhost."])
    func `no name is looked up`(host: String) async {
        await expect(EINVAL, to: .tcp(host: host, port: 1))
    }

    @Test func `the descriptor does not block and is closed on exec`() async throws {
        let (path, listener) = try listeningSocket(backlog: 1)
        defer {
            close(listener)
            unlink(path)
        }
        let address = SocketAddress.unix(path: path)
        let stream = try await DescriptorStream.connect(to: address, patience: .seconds(30))
        let connected = descriptors(connectedTo: path)
        try #require(connected.count == 1)
        #expect(fcntl(connected[0], F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(connected[0], F_GETFL) & O_NONBLOCK != 0)
        stream.close()
        #expect(descriptors(connectedTo: path).isEmpty)
    }
}
