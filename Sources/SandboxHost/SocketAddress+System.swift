#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension SocketAddress {
    /// An address as the system's calls take it.
    struct Endpoint: Sendable {
        let family: Int32
        fileprivate var storage = sockaddr_storage()
        fileprivate var count: socklen_t

        /// Passes it to a call such as `connect`.
        func withPointer<Value>(
            _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Value
        ) rethrows -> Value {
            try withUnsafePointer(to: storage) {
                try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { try body($0, count) }
            }
        }

        /// Fills the storage, which is zero before.
        fileprivate init<Address>(
            _ family: Int32,
            as type: Address.Type,
            fill: (inout Address) throws -> Void
        ) rethrows {
            self.family = family
            count = socklen_t(MemoryLayout<Address>.size)
            let count = count
            try withUnsafeMutablePointer(to: &storage) { storage in
                storage.pointee.ss_family = sa_family_t(family)
                #if canImport(Darwin)
                storage.pointee.ss_len = UInt8(count)
                #endif
                try storage.withMemoryRebound(to: type, capacity: 1) { try fill(&$0.pointee) }
            }
        }
    }

    /// The addresses to try, in this order.
    func endpoints() throws -> [Endpoint] {
        switch self {
        case .unix(let path): [try unixEndpoint(path)]
        case .tcp(let host, let port): try numericHosts(host).map { try endpoint($0, port) }
        }
    }

    private func numericHosts(_ host: String) -> [String] {
        host == "localhost" ? ["127.0.0.1", "::1"] : [host]
    }

    /// A failure to connect to this address.
    func failure(_ code: Int32) -> SystemError {
        SystemError(code: code, operation: "connect to '\(self)'")
    }

    /// How many bytes the path of a Unix socket may have; one more is for a NUL.
    package static var longestPath: Int { MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1 }

    private func unixEndpoint(_ path: String) throws -> Endpoint {
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty else { throw failure(ENOENT) }
        guard !bytes.contains(0) else { throw failure(EINVAL) }
        return try Endpoint(AF_UNIX, as: sockaddr_un.self) { address in
            try withUnsafeMutableBytes(of: &address.sun_path) { name in
                // One byte stays for the NUL.
                guard bytes.count < name.count else { throw failure(ENAMETOOLONG) }
                name.copyBytes(from: bytes)
            }
        }
    }

    private func endpoint(_ host: String, _ port: UInt16) throws -> Endpoint {
        // Swift hands the text over up to its first NUL.
        guard !host.utf8.contains(0) else { throw failure(EINVAL) }
        var address4 = in_addr()
        if inet_pton(AF_INET, host, &address4) == 1 {
            return Endpoint(AF_INET, as: sockaddr_in.self) {
                $0.sin_port = port.bigEndian
                $0.sin_addr = address4
            }
        }
        var address6 = in6_addr()
        guard inet_pton(AF_INET6, host, &address6) == 1 else { throw failure(EINVAL) }
        return Endpoint(AF_INET6, as: sockaddr_in6.self) {
            $0.sin6_port = port.bigEndian
            $0.sin6_addr = address6
        }
    }
}
