internal import NotebookModel
internal import SandboxHost

/// A request to the engine, without the version that stands before its path.
struct EngineRequest: Sendable {
    var method: String
    var path: String
    var query: [(String, String)] = []
    var body: [UInt8]?
    var contentType = "application/json"
    /// Statuses that are as good as success.
    var accepts: Set<Int> = []
    /// How long the answer may take; nil for those that come with an end or with progress.
    var patience: Duration? = .seconds(30)
    /// Whether the path has a version before it.
    var isVersioned = true

    static func get(_ path: String, _ query: [(String, String)] = []) -> EngineRequest {
        EngineRequest(method: "GET", path: path, query: query)
    }

    static func post(
        _ path: String,
        _ query: [(String, String)] = [],
        _ body: JSONValue? = nil
    ) -> EngineRequest {
        EngineRequest(method: "POST", path: path, query: query, body: body?.compactBytes() ?? [])
    }

    static func delete(_ path: String, _ query: [(String, String)] = []) -> EngineRequest {
        EngineRequest(method: "DELETE", path: path, query: query)
    }

    func http(version: EngineVersion) -> HTTPRequest {
        var target = (isVersioned ? "/v\(version.text)" : "") + path
        if !query.isEmpty {
            target += "?" + query.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&")
        }
        var headers: HTTPHeaders = [:]
        if body?.isEmpty == false { headers.append("Content-Type", contentType) }
        return HTTPRequest(method, target, headers: headers, body: body)
    }

    /// Percent-encoding of all but the unreserved characters of RFC 3986, section 2.3.
    static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
