/// Reads status line and header fields.
struct HeadReader: Hashable, Sendable {
    static let maximumBytes = 64 << 10

    private var lines = LineReader(.head, limit: maximumBytes)
    private var fields = FieldReader(.headers)
    private var statusLine: StatusLine?

    /// The head with its status line once it is complete; until then nil.
    mutating func next(
        from queue: inout ByteQueue
    ) throws(HTTPError) -> (StatusLine, HTTPHeaders)? {
        let first: StatusLine
        if let statusLine {
            first = statusLine
        } else {
            guard let line = try lines.next(from: &queue) else { return nil }
            first = try StatusLine(line)
            statusLine = first
        }
        return try fields.next(&lines, from: &queue).map { (first, $0) }
    }
}
