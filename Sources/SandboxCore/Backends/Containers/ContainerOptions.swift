internal import NotebookModel

/// How a container is cut off from the engine's machine; the defaults are the strictest.
///
/// Memory, processors, processes and disk are ``ResourceLimits``. What can't be relaxed: the agent
/// is process 1, the image's entrypoint, working directory and health check are replaced, and the
/// environment of the host program is never passed on.
public struct ContainerOptions: Hashable, Sendable {
    /// The network: `none`, or the name of one of the engine's.
    ///
    /// Default `none`.
    public var network = "none"
    /// Linux capabilities to keep, such as `NET_BIND_SERVICE`.
    ///
    /// Default none.
    public var capabilities: [String] = []
    /// Whether programs may gain rights by set-user-id bits.
    ///
    /// Default false. With true the agent's own filter of system calls is left out, since the kernel
    /// takes none then; the engine's stays.
    public var allowsNewPrivileges = false
    /// Whether the image's own files can be changed, as far as their user may.
    ///
    /// Default false. What is written there is on the engine's disk, and no limit holds for it.
    public var writableRoot = false
    /// The user and the group inside, by number.
    ///
    /// Default 1000, which is also what an engine without user namespaces shows outside.
    public var user = 1000
    /// Whether files of the workspace, of home and of `/tmp` can be run as programs, as compiled
    /// extensions are.
    ///
    /// Default true.
    public var allowsPrograms = true
    /// Swap space above the memory limit.
    ///
    /// Default zero.
    public var swap = ByteCount(bytes: 0)
    /// Open files of each process.
    ///
    /// Default 1024.
    public var openFiles = 1024
    /// The size of one file, holes included; nil is twice the disk limit.
    ///
    /// Default nil.
    public var fileSize: ByteCount?
    /// The System V and message queue namespace: `private`, `shareable` or `host`.
    ///
    /// Default `private`.
    public var ipc = "private"
    /// The engine's log driver for what the container writes.
    ///
    /// Default `none`: every other keeps the whole conversation on the engine's disk, without bound.
    public var logDriver = "none"
    /// The OCI runtime, such as `runsc`; nil is the engine's default.
    public var ociRuntime: String?
    /// The path of a seccomp profile in Docker's JSON form; nil is the engine's own profile.
    public var seccompProfile: String?
    /// The platform of the image, such as `linux/arm64`; nil is the engine's.
    public var platform: String?
    /// Labels of the containers, beside those that name their owner.
    public var labels: [String: String] = [:]

    /// Creates the strictest options.
    public init() {}

    /// Finds values that an engine would refuse, or take for something less strict than they look.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Fault/optionRefused``.
    func validate() throws {
        let names = [
            ("network", network), ("IPC namespace", ipc), ("log driver", logDriver),
            ("OCI runtime", ociRuntime), ("platform", platform),
            ("seccomp profile", seccompProfile),
        ]
        for (what, name) in names where name?.isEmpty == true {
            throw Self.refused("the \(what) has no name", "give one, or leave the default")
        }
        guard swap.bytes >= 0 else {
            throw Self.refused("\(swap.bytes) bytes of swap space", "give 0 or more")
        }
        guard (fileSize?.bytes ?? 1) > 0 else {
            throw Self.refused("a file size of \(fileSize?.bytes ?? 0) bytes", "give 1 or more")
        }
        guard openFiles >= 64 else {
            throw Self.refused("\(openFiles) open files", "Python and the agent need 64")
        }
        guard user >= 0 else { throw Self.refused("the user \(user)", "give 0 or more") }
        for key in labels.keys where key.isEmpty || key.contains("=") {
            throw Self.refused(
                "a label named '\(key.escapingControls)'",
                "give a name without an equals sign"
            )
        }
    }

    private static func refused(_ what: String, _ remedy: String) -> SandboxError {
        SandboxError(
            .rejected,
            "the container's options can't be carried out: \(what): \(remedy)",
            fault: .optionRefused
        )
    }
}
