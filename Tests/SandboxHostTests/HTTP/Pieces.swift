@testable import SandboxHost

/// The ways in which bytes may arrive: whole, cut in two at every place, and one by one.
func pieces(of bytes: [UInt8]) -> [[[UInt8]]] {
    [[bytes], bytes.map { [$0] }]
        + bytes.indices.map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
}

extension HTTPResponseParser {
    /// All parts of an answer, with neighbouring pieces of the body joined.
    static func parts(
        of pieces: [[UInt8]],
        to request: Request = .ordinary,
        ends: Bool = false
    ) throws -> (parts: [Part], parser: HTTPResponseParser) {
        var parser = HTTPResponseParser(request)
        var parts: [Part] = []
        func drain() throws {
            while let part = try parser.next() {
                if case .body(let more) = part, case .body(let body)? = parts.last {
                    parts[parts.count - 1] = .body(body + more)
                } else {
                    parts.append(part)
                }
            }
        }
        for piece in pieces {
            parser.append(piece)
            try drain()
        }
        if ends {
            parser.finish()
            try drain()
        }
        return (parts, parser)
    }
}
