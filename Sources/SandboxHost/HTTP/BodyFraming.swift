/// How the end of an answer's body is told.
enum BodyFraming: Hashable, Sendable {
    case none
    case length(Int)
    case chunked
    /// The body ends with the connection.
    case untilClose
    /// What follows is no body but a stream in both directions.
    case upgraded

    /// Decides by RFC 9112, section 6.3; the rules are numbered as there.
    init(
        _ line: StatusLine,
        _ headers: HTTPHeaders,
        to request: HTTPResponseParser.Request
    ) throws(HTTPError) {
        if line.status == 101 {
            // RFC 9110, section 7.8: only to a protocol that the client named.
            guard request == .upgrade else { throw .unexpectedUpgrade }
            self = .upgraded
            return
        }
        // Rule 1.
        if request == .head || line.status == 204 || line.status == 304 {
            self = .none
            return
        }
        let codings = headers.members(of: "Transfer-Encoding")
        let lengths = headers.members(of: "Content-Length")
        if codings.isEmpty && lengths.isEmpty {
            // Rule 8; engines before upgrades were standard took over the connection with a 200.
            let takesOver = request == .upgrade && line.status == 200 && Self.isRawStream(headers)
            self = takesOver ? .upgraded : .untilClose
        } else if codings.isEmpty {
            self = .length(try Self.length(lengths))
        } else {
            // Rule 3: both fields ought to be handled as an error. Section 6.1: an HTTP/1.0 server
            // that encodes is not to be trusted. Rule 4: no other coding is asked for or known.
            guard lengths.isEmpty, !line.isOld, codings.count == 1,
                HTTPHeaders.isSame(codings[0], "chunked")
            else { throw Self.invalid(codings + lengths) }
            self = .chunked
        }
    }

    /// Rule 5: the same length may be there several times.
    private static func length(_ members: [String]) throws(HTTPError) -> Int {
        let numbers = members.map { HTTPSyntax.number($0.utf8, radix: 10) }
        guard let first = numbers.first, let length = first, numbers.allSatisfy({ $0 == length })
        else { throw invalid(members) }
        return length
    }

    private static func isRawStream(_ headers: HTTPHeaders) -> Bool {
        let parameters = UInt8(ascii: ";")
        let type = headers["Content-Type"]?.utf8.prefix { $0 != parameters } ?? ""[...].utf8
        let name = String(decoding: HTTPSyntax.trimmed(type), as: UTF8.self)
        return ["raw-stream", "multiplexed-stream"].contains { kind in
            HTTPHeaders.isSame(name, "application/vnd.docker.\(kind)")
        }
    }

    private static func invalid(_ members: [String]) -> HTTPError {
        .invalidFraming(HTTPError.excerpt(members.joined(separator: ", ").utf8))
    }
}
