internal import Synchronization

/// A connection that carries one request and its answer.
///
/// Whoever opens it must call ``close()``. One task sends the request and reads the answer; after
/// an upgrade one task reads, and any number may write.
package final class HTTPConnection: Sendable {
    private struct State {
        var parser: HTTPResponseParser?
        var head: HTTPResponseHead?
        var isAtEnd = false
    }

    let stream: DescriptorStream
    let host: String
    private let state = Mutex(State())

    /// Connects; see ``DescriptorStream/connect(to:patience:)``.
    package static func open(
        _ address: SocketAddress,
        patience: Duration = .seconds(5)
    ) async throws -> HTTPConnection {
        let stream = try await DescriptorStream.connect(to: address, patience: patience)
        return HTTPConnection(stream, host: address.hostField)
    }

    private init(_ stream: DescriptorStream, host: String) {
        self.stream = stream
        self.host = host
    }

    /// Closes the connection and ends whatever waits for it.
    ///
    /// Idempotent.
    package func close() { stream.close() }

    deinit { stream.close() }

    /// The head of the answer, which may be asked for again.
    package func head() async throws -> HTTPResponseHead {
        while true {
            if let head = currentHead { return head }
            if case .head(let head)? = try await nextPart() { keep(head) }
        }
    }

    /// The next piece of the body, or nil at its end.
    ///
    /// A body that was cut off is an error.
    package func bodyChunk() async throws -> [UInt8]? {
        _ = try await head()
        while !isAtEnd {
            switch try await nextPart() {
            case .body(let bytes): return bytes
            case .end, nil: noteEnd()
            case .head: break
            }
        }
        return nil
    }

    /// The whole body, of at most so many bytes.
    package func body(limit: Int) async throws -> [UInt8] {
        var body: [UInt8] = []
        while let bytes = try await bodyChunk() {
            guard bytes.count <= limit - body.count else {
                throw HTTPError.tooLarge(.body, limit: limit)
            }
            if body.isEmpty { body = bytes } else { body += bytes }
        }
        return body
    }

    /// The next part, or nil if there is none before a raw stream begins.
    private func nextPart() async throws -> HTTPResponseParser.Part? {
        while true {
            if let part = try parsePart() { return part }
            if isUpgraded { return nil }
            if let bytes = try await stream.receive() {
                append(bytes)
            } else if stream.reachedEnd {
                finish()
            } else {
                // Even a body that ends with the connection may be cut off then.
                throw HTTPError.truncated(currentHead == nil ? .head : .body)
            }
        }
    }

    // The functions that take the lock are not inlined: see `DescriptorStream`.

    /// Notes what the answer will be to; a connection takes one request.
    @inline(never)
    func begin(_ request: HTTPRequest) {
        state.withLock { state in
            precondition(state.parser == nil, "one request on a connection")
            state.parser = HTTPResponseParser(for: request)
        }
    }

    /// Whether the connection has become a raw stream, which shows once the head is there.
    package var isUpgraded: Bool {
        @inline(never) get { state.withLock { $0.parser?.isUpgraded ?? false } }
    }

    /// What came behind the head of an upgrade.
    @inline(never)
    func takeLeftover() -> [UInt8] {
        state.withLock { $0.parser?.takeLeftover() ?? [] }
    }

    private var currentHead: HTTPResponseHead? {
        @inline(never) get { state.withLock { $0.head } }
    }

    private var isAtEnd: Bool {
        @inline(never) get { state.withLock { $0.isAtEnd } }
    }

    @inline(never)
    private func keep(_ head: HTTPResponseHead) {
        state.withLock { $0.head = head }
    }

    @inline(never)
    private func noteEnd() {
        state.withLock { $0.isAtEnd = true }
    }

    @inline(never)
    private func parsePart() throws -> HTTPResponseParser.Part? {
        try state.withLock { state in
            precondition(state.parser != nil, "a request comes before its answer")
            return try state.parser?.next()
        }
    }

    @inline(never)
    private func append(_ bytes: [UInt8]) {
        state.withLock { $0.parser?.append(bytes) }
    }

    @inline(never)
    private func finish() {
        state.withLock { $0.parser?.finish() }
    }
}
