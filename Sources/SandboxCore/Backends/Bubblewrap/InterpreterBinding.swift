internal import SandboxHost

/// How an interpreter's directories get into a sandbox.
struct InterpreterBinding: Hashable, Sendable {
    private static let stage = "/run/swift-python-sandbox/mounts"

    /// What bubblewrap binds.
    private(set) var bindings: [BubblewrapArguments.Binding] = []
    /// What is mounted before the drop of root's rights, for directories that the sandbox's user
    /// could not reach, such as those under `/root`.
    private(set) var mounts: [ProcessCommand.Mount] = []

    /// - Throws: `SystemError` if the places to mount can't be made.
    init(_ interpreter: PythonInterpreter, forOtherUser: Bool) throws {
        let paths = interpreter.prefixes.flatMap(Self.withoutHome).filter {
            $0 != "/usr" && !$0.hasPrefix("/usr/") && HostFile.status($0) != nil
        }
        for path in paths {
            var source = path
            if forOtherUser, !Self.isOpenToAll(path) {
                source = "\(Self.stage)/\(mounts.count)"
                try HostFile.makeDirectories(source)
                mounts.append(ProcessCommand.Mount(source: path, target: source))
            }
            bindings.append(BubblewrapArguments.Binding(source: source, target: path))
        }
    }

    /// A prefix that is, or holds, a home directory is narrowed to what an interpreter keeps there.
    private static func withoutHome(_ prefix: String) -> [String] {
        let homes = ["/root", "/home", HostIdentity.environment("HOME") ?? "/root"]
        let isHome =
            homes.contains { $0 == prefix || $0.hasPrefix(prefix + "/") }
            || (prefix.hasPrefix("/home/") && !prefix.dropFirst("/home/".count).contains("/"))
        return isHome ? ["bin", "lib", "lib64"].map { "\(prefix)/\($0)" } : [prefix]
    }

    /// Whether every directory on the way lets everyone pass.
    private static func isOpenToAll(_ path: String) -> Bool {
        var current = path
        while !current.isEmpty {
            guard let status = HostFile.status(current), status.mode & 0o001 != 0 else {
                return false
            }
            guard let slash = current.lastIndex(of: "/") else { return true }
            current = String(current[..<slash])
        }
        return true
    }
}

/// The host's root directory.
enum HostRoot {
    /// The programs' and libraries' directories outside `/usr`: links on a merged system.
    static var links: [BubblewrapArguments.RootLink] {
        ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].compactMap { name in
            guard let status = HostFile.status("/" + name, followsLinks: false) else { return nil }
            let target = status.isLink ? HostFile.linkTarget("/" + name) : nil
            return BubblewrapArguments.RootLink(name: name, target: target)
        }
    }
}
