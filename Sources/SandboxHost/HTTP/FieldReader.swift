/// Reads header or trailer fields up to the empty line.
struct FieldReader: Hashable, Sendable {
    static let maximumFields = 200

    private let part: HTTPError.Part
    private var headers = HTTPHeaders()

    init(_ part: HTTPError.Part) {
        self.part = part
    }

    /// All fields once the empty line is there; until then nil.
    mutating func next(
        _ lines: inout LineReader,
        from queue: inout ByteQueue
    ) throws(HTTPError) -> HTTPHeaders? {
        while let line = try lines.next(from: &queue) {
            if line.isEmpty { return headers }
            guard headers.fields.count < Self.maximumFields else {
                throw .tooLarge(part, limit: Self.maximumFields)
            }
            try add(line)
        }
        return nil
    }

    private mutating func add(_ line: [UInt8]) throws(HTTPError) {
        // RFC 9112, section 5.1: no blank before the colon. Section 5.2: a line that begins with a
        // blank continues the one before, which no server may send. Neither is a token.
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
            HTTPSyntax.isToken(line[..<colon]), HTTPSyntax.isText(line[colon...])
        else { throw .invalidHeader(HTTPError.excerpt(line)) }
        let value = HTTPSyntax.trimmed(line[(colon + 1)...])
        headers.append(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: value, as: UTF8.self)
        )
    }
}
