internal import CSandboxShims

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension DescriptorStream {
    /// Connects to a server.
    ///
    /// Throws a ``SystemError`` with the number that the system gave, or `ETIMEDOUT` when the
    /// patience ran out.
    package static func connect(
        to address: SocketAddress,
        patience: Duration
    ) async throws -> DescriptorStream {
        let deadline = ContinuousClock.now + patience
        var failure = address.failure(EADDRNOTAVAIL)
        for endpoint in try address.endpoints() {
            let socket = try openSocket(endpoint.family, for: address)
            do {
                try await connect(socket.rawValue, to: endpoint, of: address, until: deadline)
                return DescriptorStream(owning: socket, peer: "'\(address)'")
            } catch let error as SystemError where error.code == ECONNREFUSED {
                socket.close()
                failure = error
            } catch {
                socket.close()
                throw error
            }
        }
        throw failure
    }

    /// A socket that does not block, is closed on exec and raises no signal.
    private static func openSocket(
        _ family: Int32,
        for address: SocketAddress
    ) throws -> FileDescriptor {
        #if canImport(Darwin)
        // Another thread's spawn may inherit it between the calls: see `sandbox_socketpair`.
        let socket = Darwin.socket(family, SOCK_STREAM, 0)
        #else
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(family, kind, 0)
        #endif
        guard socket >= 0 else { throw address.failure(errno) }
        #if canImport(Darwin)
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
        #endif
        return FileDescriptor(owning: socket)
    }

    private static func connect(
        _ socket: Int32,
        to endpoint: SocketAddress.Endpoint,
        of address: SocketAddress,
        until deadline: ContinuousClock.Instant
    ) async throws {
        while true {
            try Task.checkCancellation()
            switch attempt(socket, endpoint) {
            case 0, EISCONN: return
            case EAGAIN where endpoint.family == AF_UNIX:
                // The queue of the listener is full. Nothing tells when it has room again.
                guard ContinuousClock.now < deadline else { throw address.failure(ETIMEDOUT) }
                try await Task.sleep(for: .milliseconds(5))
            case EINPROGRESS, EALREADY, EINTR:
                guard try await isWritable(socket, by: deadline) else {
                    throw address.failure(ETIMEDOUT)
                }
                let code = pendingError(socket)
                guard code == 0 else { throw address.failure(code) }
                return
            case let code: throw address.failure(code)
            }
        }
    }

    /// The result of one call: zero or the error's number.
    private static func attempt(_ socket: Int32, _ endpoint: SocketAddress.Endpoint) -> Int32 {
        endpoint.withPointer { pointer, count in
            #if canImport(Darwin)
            Darwin.connect(socket, pointer, count) == 0 ? 0 : errno
            #else
            Glibc.connect(socket, pointer, count) == 0 ? 0 : errno
            #endif
        }
    }

    private static func isWritable(
        _ socket: Int32,
        by deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        let (events, ready) = AsyncStream<Void>.makeStream()
        // The handler must not remove itself: a late call could then hit the stream's own entry.
        Reactor.shared.add(socket, .write) { _ in
            ready.yield()
            ready.finish()
        }
        let alarm = Task {
            try await Reactor.shared.sleep(for: ContinuousClock.now.duration(to: deadline))
            ready.finish()
        }
        defer {
            alarm.cancel()
            Reactor.shared.remove(socket)
        }
        var isReady = false
        for await _ in events { isReady = true }
        try Task.checkCancellation()
        return isReady
    }

    private static func pendingError(_ socket: Int32) -> Int32 {
        var code: Int32 = 0
        var count = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &count) == 0 else { return errno }
        return code
    }
}
