internal import NotebookModel
internal import SandboxHost

/// Where an engine may listen.
enum EngineAddress {
    /// Reads an address as `DOCKER_HOST` has it.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Fault/addressRefused`` and the reason.
    static func parse(_ text: String) throws -> SocketAddress {
        guard let separator = text.firstRange(of: "://") else {
            throw refused(text, "it has no scheme", "give unix:///PATH or tcp://127.0.0.1:PORT")
        }
        let rest = text[separator.upperBound...]
        switch text[..<separator.lowerBound] {
        case "unix":
            guard rest.hasPrefix("/") else {
                throw refused(text, "its path is not absolute", "give unix:///PATH")
            }
            guard !rest.utf8.contains(0) else {
                throw refused(text, "its path holds a NUL", "give unix:///PATH")
            }
            guard rest.utf8.count <= SocketAddress.longestPath else {
                throw refused(
                    text,
                    "its path has more than \(SocketAddress.longestPath) bytes",
                    "give a shorter one, such as a link's"
                )
            }
            return .unix(path: String(rest))
        case "tcp": return try parseTCP(text, rest)
        case "ssh", "npipe", "http", "https", "fd":
            throw refused(
                text,
                "only unix and tcp on this machine are spoken here",
                "use the docker-cli backend, whose program knows the others"
            )
        default:
            throw refused(
                text,
                "its scheme is unknown",
                "give unix:///PATH or tcp://127.0.0.1:PORT"
            )
        }
    }

    private static func parseTCP(_ text: String, _ rest: Substring) throws -> SocketAddress {
        let rest = rest.hasSuffix("/") ? rest.dropLast() : rest
        let host: Substring
        var port: Substring = "2375"
        let isBracketed = rest.hasPrefix("[")
        if isBracketed, let end = rest.firstIndex(of: "]") {
            host = rest[rest.index(after: rest.startIndex)..<end]
            let tail = rest[end...].dropFirst()
            if !tail.isEmpty { port = tail.hasPrefix(":") ? tail.dropFirst() : "" }
        } else {
            let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = parts[0]
            if parts.count == 2 { port = parts[1] }
        }
        guard let number = number(port, of: UInt16.self), number > 0 else {
            throw refused(text, "its port is none", "give tcp://127.0.0.1:PORT")
        }
        guard !host.isEmpty else {
            throw refused(text, "it has no host", "give tcp://127.0.0.1:PORT")
        }
        guard isBracketed ? host == "::1" : isLoopback(host) else {
            throw refused(
                text,
                "its host is another machine, and the engine's socket is not protected",
                "use the docker-cli backend with ssh or TLS"
            )
        }
        return .tcp(host: String(host), port: number)
    }

    private static func isLoopback(_ host: Substring) -> Bool {
        if host.lowercased() == "localhost" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
            .map { number($0, of: UInt8.self) }
        return numbers.count == 4 && numbers[0] == 127 && numbers.allSatisfy { $0 != nil }
    }

    /// A number as it is usually written: no sign, and no zeros before it, which some take for
    /// octal.
    private static func number<Number: FixedWidthInteger>(
        _ text: Substring,
        of type: Number.Type
    ) -> Number? {
        Number(text).flatMap { String($0) == text ? $0 : nil }
    }

    /// The sockets of the usual engines, in order.
    static func usualSockets(home: String?, runtimeDirectory: String?) -> [SocketAddress] {
        var paths = ["/var/run/docker.sock"]
        if let home {
            paths += [
                "\(home)/.docker/run/docker.sock",  // Docker Desktop on macOS
                "\(home)/.docker/desktop/docker.sock",  // and on Linux
                "\(home)/.colima/default/docker.sock",
                "\(home)/.config/colima/default/docker.sock",
                "\(home)/.rd/docker.sock",  // Rancher Desktop
            ]
        }
        if let runtimeDirectory { paths.append("\(runtimeDirectory)/docker.sock") }  // rootless
        if let runtimeDirectory { paths.append("\(runtimeDirectory)/podman/podman.sock") }
        paths.append("/run/podman/podman.sock")
        if let home {
            paths.append("\(home)/.local/share/containers/podman/machine/podman.sock")
        }
        return paths.filter { $0.hasPrefix("/") }.map { .unix(path: $0) }
    }

    private static func refused(_ text: String, _ why: String, _ remedy: String) -> SandboxError {
        SandboxError(
            .backendUnavailable,
            "the engine's address '\(text.escapingControls)' can't be used, \(why): \(remedy)",
            fault: .addressRefused
        )
    }
}
