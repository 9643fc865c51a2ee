/// Parses the answer to one request, as it arrives in pieces.
///
/// Append what came, then call ``next()`` until it returns nil. The pieces of a body are passed on
/// as they came.
package struct HTTPResponseParser: Hashable, Sendable {
    /// What matters of the request.
    package enum Request: Hashable, Sendable {
        case ordinary
        /// The answer to `HEAD` has no body, whatever it says.
        case head
        case upgrade
    }

    package enum Part: Hashable, Sendable {
        case head(HTTPResponseHead)
        case body([UInt8])
        case end
    }

    private enum State: Hashable {
        case head, length(left: Int), chunked, untilClose, upgraded, ended
    }

    /// How many interim answers may come before the one that counts.
    static let maximumInterim = 20

    private let request: Request
    private var state = State.head
    private var queue = ByteQueue()
    private var isFinished = false
    private var head = HeadReader()
    private var interim = 0
    private var chunks = ChunkedDecoder()

    package init(_ request: Request = .ordinary) {
        self.request = request
    }

    package init(for request: HTTPRequest) {
        self.init(request.requestsUpgrade ? .upgrade : request.method == "HEAD" ? .head : .ordinary)
    }

    /// Whether the connection is a raw stream after the head.
    package var isUpgraded: Bool { state == .upgraded }

    package mutating func append(_ bytes: [UInt8]) { queue.append(bytes) }

    /// Tells that the connection has ended.
    package mutating func finish() { isFinished = true }

    /// The bytes behind the end, or behind the head after an upgrade.
    package mutating func takeLeftover() -> [UInt8] { queue.takeAll() }

    /// The next part, or nil if more bytes are needed, the end is past or the stream is raw.
    ///
    /// Throws ``HTTPError/truncated(_:)`` where more bytes are needed after ``finish()``.
    package mutating func next() throws(HTTPError) -> Part? {
        switch state {
        case .head: try nextHead()
        case .length(left: 0): end()
        case .length(let left):
            if queue.isEmpty { try wait(in: .body) } else { takeBody(of: left) }
        case .chunked:
            switch try chunks.next(from: &queue) {
            case .data(let bytes): .body(bytes)
            case .end: end()
            case nil: try wait(in: .body)
            }
        case .untilClose:
            queue.isEmpty ? (isFinished ? end() : nil) : .body(queue.takeAll())
        case .upgraded, .ended: nil
        }
    }

    private mutating func nextHead() throws(HTTPError) -> Part? {
        while true {
            guard let (line, headers) = try head.next(from: &queue) else {
                return try wait(in: .head)
            }
            head = HeadReader()
            // RFC 9110, section 15.2: interim answers may come unasked, and are passed over.
            guard (100...199).contains(line.status), line.status != 101 else {
                switch try BodyFraming(line, headers, to: request) {
                case .none: state = .length(left: 0)
                case .length(let count): state = .length(left: count)
                case .chunked: state = .chunked
                case .untilClose: state = .untilClose
                case .upgraded: state = .upgraded
                }
                let (status, reason) = (line.status, line.reason)
                return .head(HTTPResponseHead(status: status, reason: reason, headers: headers))
            }
            interim += 1
            guard interim <= Self.maximumInterim else {
                throw .tooLarge(.interimResponses, limit: Self.maximumInterim)
            }
        }
    }

    private mutating func takeBody(of left: Int) -> Part {
        let bytes = queue.take(atMost: left)
        state = .length(left: left - bytes.count)
        return .body(bytes)
    }

    private mutating func end() -> Part {
        state = .ended
        return .end
    }

    private func wait(in part: HTTPError.Part) throws(HTTPError) -> Part? {
        guard !isFinished else { throw .truncated(part) }
        return nil
    }
}
