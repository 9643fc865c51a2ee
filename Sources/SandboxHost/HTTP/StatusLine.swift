/// The first line of an answer.
struct StatusLine: Hashable, Sendable {
    /// Whether the server speaks HTTP/1.0.
    let isOld: Bool
    let status: Int
    let reason: String

    /// Reads `HTTP/1.1 200 OK`, as RFC 9112, section 4, defines it.
    ///
    /// The blank before an absent reason may be missing, as some servers have it.
    init(_ line: [UInt8]) throws(HTTPError) {
        let prefix = Array("HTTP/1.".utf8)
        guard line.starts(with: prefix), line.count >= 12, line[8] == HTTPSyntax.space,
            let minor = HTTPSyntax.number(line[7...7], radix: 10),
            let status = HTTPSyntax.number(line[9...11], radix: 10), 100...599 ~= status,
            line.count == 12 || line[12] == HTTPSyntax.space, HTTPSyntax.isText(line)
        else { throw .invalidStatusLine(HTTPError.excerpt(line)) }
        isOld = minor == 0
        self.status = status
        reason = String(decoding: line.dropFirst(13), as: UTF8.self)
    }
}
