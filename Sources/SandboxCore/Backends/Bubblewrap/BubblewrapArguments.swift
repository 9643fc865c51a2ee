/// The command line of bubblewrap for one sandbox.
struct BubblewrapArguments: Sendable {
    /// A directory of the host and where it appears in the sandbox.
    struct Binding: Hashable, Sendable {
        var source: String
        var target: String
    }

    /// A link of the host's root directory, such as `/bin` → `usr/bin`.
    struct RootLink: Hashable, Sendable {
        var name: String
        /// The link's target, or nil for a real directory.
        var target: String?
    }

    var interpreter: String
    var pythonArguments: [String]
    /// Directories of the interpreter outside `/usr`.
    var prefixes: [Binding]
    /// `/bin`, `/lib` and so on.
    var rootLinks: [RootLink]
    var disk: ByteCount
    /// Whether this bubblewrap knows `--disable-userns` (0.8 and later); the filter forbids them in
    /// any case.
    var disablesUserNamespaces: Bool

    /// Whether it has the host's network.
    var sharesNetwork = false

    /// Files that the program finds as descriptors 3, 4, …: the filter, then small files of `/etc`.
    func files(filter: SeccompFilter) -> [[UInt8]] {
        [filter.program] + Self.configurationFiles.map { Array($0.content.utf8) }
    }

    /// The arguments, for descriptors as ``files(filter:)`` lists them with the report descriptor
    /// after them.
    var arguments: [String] {
        let firstFile = 4
        let report = firstFile + Self.configurationFiles.count
        var list = [
            "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-uts",
            "--unshare-cgroup-try", "--cap-drop", "ALL", "--new-session", "--die-with-parent",
            "--as-pid-1", "--uid", "\(SandboxLayout.user)", "--gid", "\(SandboxLayout.user)",
            "--hostname", "sandbox", "--clearenv",
        ]
        if !sharesNetwork { list.append("--unshare-net") }
        if disablesUserNamespaces { list.append("--disable-userns") }
        for (name, value) in SandboxLayout.environment + [("PATH", "/usr/local/bin:/usr/bin:/bin")]
        { list += ["--setenv", name, value] }
        list += ["--ro-bind", "/usr", "/usr"]
        for link in rootLinks {
            let path = "/" + link.name
            list += link.target.map { ["--symlink", $0, path] } ?? ["--ro-bind", path, path]
        }
        // Where libraries and fonts are found: the least of /etc that Python needs.
        for path in ["/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts"] {
            list += ["--ro-bind-try", path, path]
        }
        if sharesNetwork {
            // Who answers to names, and whose certificates count.
            for name in ["resolv.conf", "nsswitch.conf", "ssl", "ca-certificates", "pki"] {
                list += ["--ro-bind-try", "/etc/\(name)", "/etc/\(name)"]
            }
        }
        for (index, file) in Self.configurationFiles.enumerated() {
            list += ["--perms", "0444", "--file", "\(firstFile + index)", file.path]
        }
        list += ["--proc", "/proc", "--dev", "/dev"]
        list += ["--perms", "1777", "--size", "\(disk.bytes)", "--tmpfs", "/dev/shm"]
        list += ["--perms", "0755", "--size", "\(disk.bytes)", "--tmpfs", SandboxLayout.root]
        list += ["--dir", SandboxLayout.workspace, "--dir", SandboxLayout.home]
        list += ["--perms", "1777", "--dir", SandboxLayout.temporary]
        list += ["--symlink", SandboxLayout.temporary, "/tmp", "--dir", "/var"]
        list += ["--symlink", SandboxLayout.temporary, "/var/tmp"]
        for prefix in prefixes { list += ["--ro-bind", prefix.source, prefix.target] }
        list += ["--remount-ro", "/dev", "--remount-ro", "/"]
        list += ["--chdir", SandboxLayout.workspace, "--seccomp", "3", "--info-fd", "\(report)"]
        return list + ["--", interpreter] + pythonArguments
    }

    /// Enough for Python to find the user's name and the loopback's.
    private static let configurationFiles: [(path: String, content: String)] = [
        (
            "/etc/passwd",
            "sandbox:x:\(SandboxLayout.user):\(SandboxLayout.user)::\(SandboxLayout.home):/bin/sh\n"
        ),
        ("/etc/group", "sandbox:x:\(SandboxLayout.user):\n"),
        ("/etc/hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n"),
    ]
}
