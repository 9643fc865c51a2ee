/// All that is said to an engine about one container, whatever the words.
struct ContainerSettings: Hashable, Sendable {
    /// A file system in memory.
    struct Mount: Hashable, Sendable {
        var path: String
        var size: ByteCount
        var options: String
    }

    let name: String
    let image: String
    let command: [String]
    let limits: ResourceLimits
    let options: ContainerOptions
    let labels: [String: String]

    init(
        image: String,
        specification: SandboxSpecification,
        options: ContainerOptions,
        owner: ContainerOwner
    ) {
        name = "swift-python-sandbox-" + String(UInt64.random(in: .min ... .max), radix: 36)
        self.image = image
        command = specification.pythonArguments
        limits = specification.limits
        self.options = options
        labels = options.labels.merging([ContainerOwner.label: owner.text]) { $1 }
    }

    /// The program that takes the image's entrypoint's place.
    static let entrypoint = "python3"

    /// The quota of processor time in each ``cpuPeriod``, in microseconds.
    ///
    /// Engines refuse the plainer `--cpus` with more than the machine has.
    var cpuQuota: Int { max(1000, Int((limits.cpus * Double(Self.cpuPeriod)).rounded())) }
    static let cpuPeriod = 100_000

    var memoryAndSwap: ByteCount { ByteCount(bytes: limits.memory.bytes + options.swap.bytes) }

    var user: String { "\(options.user):\(options.user)" }

    /// Soft and hard alike.
    var processLimits: [(name: String, value: Int)] {
        [
            ("core", 0), ("fsize", (options.fileSize ?? limits.disk).bytes),
            ("nofile", options.openFiles),
        ]
    }

    /// What can be written: the workspace with home and temporary files, and `/tmp`.
    ///
    /// The engines add `noexec` if nothing is said, and Podman refuses `uid=`.
    var mounts: [Mount] {
        let program = options.allowsPrograms ? "exec" : "noexec"
        // A file takes memory even when it's empty.
        let files = max(1024, limits.disk.bytes / 4096)
        return [SandboxLayout.root, "/tmp"].map { path in
            Mount(
                path: path,
                size: limits.disk,
                options: "rw,\(program),nosuid,nodev,mode=1777,"
                    + "size=\(limits.disk.bytes),nr_inodes=\(files)"
            )
        }
    }

    var environment: [(String, String)] { SandboxLayout.environment }

    /// Not the workspace's: engines would make that directory in the image's file system, and runc
    /// gives a tmpfs the mode of the directory beneath it.
    static let workingDirectory = "/"
    static let hostName = "sandbox"
}
