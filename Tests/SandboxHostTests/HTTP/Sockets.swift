import Foundation

/// A path that nothing is at.
func freshSocketPath() -> String {
    "/tmp/http-\(getpid())-\(UInt32.random(in: .min ... .max)).sock"
}

/// A Unix socket that clients can connect to, and where it is.
func listeningSocket(backlog: Int32) throws -> (path: String, socket: Int32) {
    let path = freshSocketPath()
    let listener = unixSocket()
    try check(withUnixAddress(path) { bind(listener, $0, $1) })
    try check(listen(listener, backlog))
    return (path, listener)
}

/// A socket on a port of the loopback interface, which listens if it has a backlog.
func loopbackSocket(backlog: Int32?) throws -> (port: UInt16, socket: Int32) {
    let listener = socket(AF_INET, streamKind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var count = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { pointer in
        try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            try check(bind(listener, $0, count))
            if let backlog { try check(listen(listener, backlog)) }
            try check(getsockname(listener, $0, &count))
        }
    }
    return (UInt16(bigEndian: address.sin_port), listener)
}

/// Connects without waiting, until the listener's queue is full; returns what did.
func fillQueue(_ path: String) -> [Int32] {
    var sockets: [Int32] = []
    while true {
        let client = unixSocket()
        _ = fcntl(client, F_SETFL, O_NONBLOCK)
        guard withUnixAddress(path, { connect(client, $0, $1) }) == 0 else {
            close(client)
            return sockets
        }
        sockets.append(client)
    }
}

/// The descriptors of this process that are connected to a path.
func descriptors(connectedTo path: String) -> [Int32] {
    (0..<Int32(getdtablesize().clamped(to: 0...65_536))).filter { descriptor in
        var address = sockaddr_un()
        var count = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getpeername(descriptor, $0, &count)
            }
        }
        guard result == 0, address.sun_family == sa_family_t(AF_UNIX) else { return false }
        return withUnsafeBytes(of: address.sun_path) { $0.starts(with: path.utf8) }
    }
}

private func unixSocket() -> Int32 { socket(AF_UNIX, streamKind, 0) }

#if canImport(Darwin)
private let streamKind = SOCK_STREAM
#else
private let streamKind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
#endif

private func withUnixAddress(
    _ path: String,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}

private func check(_ result: Int32) throws {
    guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}

extension Comparable {
    fileprivate func clamped(to range: ClosedRange<Self>) -> Self {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
