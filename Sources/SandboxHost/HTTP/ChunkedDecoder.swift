/// Decodes a chunked body: RFC 9112, section 7.1.
package struct ChunkedDecoder: Hashable, Sendable {
    package enum Event: Hashable, Sendable {
        case data([UInt8])
        case end
    }

    private enum State: Hashable {
        case head, data(left: Int), dataEnd, trailers, ended
    }

    /// The longest first line of a chunk, with its extensions.
    static let maximumHead = 1 << 10
    /// The most extensions in a whole body: a peer must not keep us busy with them.
    static let maximumExtensions = 64 << 10

    private var state = State.head
    private var line = LineReader(.chunkHead, limit: maximumHead)
    private var extensionBytes = 0
    private var trailerLines = LineReader(.trailers, limit: HeadReader.maximumBytes)
    private var trailers = FieldReader(.trailers)

    package init() {}

    /// Whether the end has been decoded.
    package var isAtEnd: Bool { state == .ended }

    /// The next event, or nil if more bytes are needed.
    package mutating func next(from queue: inout ByteQueue) throws(HTTPError) -> Event? {
        while true {
            switch state {
            case .head:
                guard let head = try line.next(from: &queue) else { return nil }
                line = LineReader(.chunkHead, limit: Self.maximumHead)
                let size = try self.size(head)
                state = size == 0 ? .trailers : .data(left: size)
            case .data(let left):
                guard !queue.isEmpty else { return nil }
                let bytes = queue.take(atMost: left)
                state = bytes.count == left ? .dataEnd : .data(left: left - bytes.count)
                return .data(bytes)
            case .dataEnd:
                guard let rest = try line.next(from: &queue) else { return nil }
                line = LineReader(.chunkHead, limit: Self.maximumHead)
                guard rest.isEmpty else { throw .invalidChunk(HTTPError.excerpt(rest)) }
                state = .head
            case .trailers:
                // Section 7.1.2: they may be dropped. Nobody here needs one.
                guard try trailers.next(&trailerLines, from: &queue) != nil else { return nil }
                state = .ended
                return .end
            case .ended: return nil
            }
        }
    }

    private mutating func size(_ head: [UInt8]) throws(HTTPError) -> Int {
        let digits = head.prefix { Character(Unicode.Scalar($0)).isHexDigit }
        let extensions = head[digits.endIndex...]
        // Section 7.1.1: extensions that aren't known are ignored.
        let mark = HTTPSyntax.trimmed(extensions).first
        guard let size = HTTPSyntax.number(digits, radix: 16), HTTPSyntax.isText(extensions),
            extensions.isEmpty || mark == UInt8(ascii: ";")
        else { throw .invalidChunk(HTTPError.excerpt(head)) }
        extensionBytes += extensions.count
        guard extensionBytes <= Self.maximumExtensions else {
            throw .tooLarge(.chunkHead, limit: Self.maximumExtensions)
        }
        return size
    }
}
