/// What was wrong with a request or an answer.
///
/// The texts are excerpts of what was there: short, and printable ASCII.
package enum HTTPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What has a limit or can be cut off.
    package enum Part: String, Hashable, Sendable {
        case head, headers, body, trailers
        case chunkHead = "head of a chunk"
        case interimResponses = "series of interim answers"
    }

    /// The request holds something that can't be sent; nothing of it was.
    case invalidRequest(String)
    case invalidStatusLine(String)
    case invalidHeader(String)
    /// Where the body ends is not said, or said in two ways.
    case invalidFraming(String)
    case invalidChunk(String)
    /// The server changed the protocol unasked.
    case unexpectedUpgrade
    /// The answer was an ordinary one where the caller needs the raw stream.
    case notUpgraded(status: Int)
    case tooLarge(Part, limit: Int)
    /// The connection ended within this part.
    case truncated(Part)

    package var description: String {
        switch self {
        case .invalidRequest(let text): "the request can't be sent: '\(text)'"
        case .invalidStatusLine(let text): "the answer is not HTTP: '\(text)'"
        case .invalidHeader(let text): "the answer has an invalid header: '\(text)'"
        case .invalidFraming(let text): "the answer's length is unclear: '\(text)'"
        case .invalidChunk(let text): "the answer's body has an invalid chunk: '\(text)'"
        case .unexpectedUpgrade: "the server changed the protocol without being asked"
        case .notUpgraded(let status): "the server answered \(status) and did not open a stream"
        case .tooLarge(let part, let limit): "the answer's \(part.rawValue) is longer than \(limit)"
        case .truncated(let part): "the connection ended within the answer's \(part.rawValue)"
        }
    }

    /// The start of some bytes, fit for a message.
    static func excerpt(_ bytes: some Collection<UInt8>) -> String {
        let limit = 60
        var text = ""
        for byte in bytes.prefix(limit) {
            switch byte {
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return bytes.count > limit ? text + "…" : text
    }
}
