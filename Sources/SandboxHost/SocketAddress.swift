/// Where a server listens.
package enum SocketAddress: Hashable, Sendable, CustomStringConvertible {
    case unix(path: String)
    /// A numeric address or `localhost`; no name is ever looked up.
    case tcp(host: String, port: UInt16)

    package var description: String {
        switch self {
        case .unix(let path): path
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    /// What a request to this server says in its `Host` field.
    package var hostField: String {
        switch self {
        case .unix: "localhost"
        case .tcp: description
        }
    }
}
