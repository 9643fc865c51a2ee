/// Reads lines that end in CR LF, up to a number of bytes in all.
struct LineReader: Hashable, Sendable {
    private let part: HTTPError.Part
    private let limit: Int
    private var left: Int
    private var line: [UInt8] = []

    init(_ part: HTTPError.Part, limit: Int) {
        self.part = part
        self.limit = limit
        left = limit
    }

    /// The next line without its end, or nil if it is not complete.
    ///
    /// RFC 9112, section 2.2, allows to take a newline alone for the end of a line. No engine sends
    /// that, so it is refused, as the bare CR must be (see ``HTTPSyntax/isText(_:)``).
    mutating func next(from queue: inout ByteQueue) throws(HTTPError) -> [UInt8]? {
        let before = line.count
        let isComplete = queue.moveLine(to: &line, atMost: left)
        left -= line.count - before
        guard isComplete else {
            if left == 0 { throw .tooLarge(part, limit: limit) }
            return nil
        }
        defer { line = [] }
        guard line.dropLast().last == HTTPSyntax.carriageReturn else {
            let text = HTTPError.excerpt(line)
            throw part == .chunkHead ? .invalidChunk(text) : .invalidHeader(text)
        }
        return line.dropLast(2)
    }
}
