/// A request, without what the connection adds to it: host, length and the end of the connection.
package struct HTTPRequest: Hashable, Sendable {
    package var method: String
    /// Path and query, percent-encoded.
    package var target: String
    /// With an `Upgrade` field the request asks for a raw stream instead of a body.
    package var headers: HTTPHeaders
    package var body: [UInt8]?

    package init(
        _ method: String,
        _ target: String,
        headers: HTTPHeaders = [:],
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    package var requestsUpgrade: Bool { headers["Upgrade"] != nil }
}
