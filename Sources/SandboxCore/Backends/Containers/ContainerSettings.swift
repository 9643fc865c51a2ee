/// All that is said to an engine about one container, whatever the words.
struct ContainerSettings: Hashable, Sendable {
    /// A file system in memory.
    struct Mount: Hashable, Sendable {
        var path: String
        var options: String
    }

    let name: String
    let image: String
    /// Paths that the image would have as volumes.
    let volumes: [String]
    let command: [String]
    let limits: ResourceLimits
    let options: ContainerOptions
    let isPodman: Bool
    let labels: [String: String]

    init(
        image: String,
        volumes: [String] = [],
        specification: SandboxSpecification,
        options: ContainerOptions,
        isPodman: Bool,
        owner: ContainerOwner
    ) {
        name = "swift-python-sandbox-" + String(UInt64.random(in: .min ... .max), radix: 36)
        self.image = image
        self.volumes = volumes
        command = specification.pythonArguments
        limits = specification.limits
        self.options = options
        self.isPodman = isPodman
        labels = options.labels.merging([ContainerOwner.label: owner.text]) { $1 }
    }

    /// The program that takes the image's entrypoint's place.
    static let entrypoint = "python3"

    /// The quota of processor time in each ``cpuPeriod``, in microseconds.
    ///
    /// Engines refuse the plainer `--cpus` with more than the machine has.
    var cpuQuota: Int { max(1000, Int((limits.cpus * Double(Self.cpuPeriod)).rounded())) }
    static let cpuPeriod = 100_000

    var memoryAndSwap: ByteCount {
        ByteCount(bytes: Self.sum(limits.memory.bytes, options.swap.bytes))
    }

    /// The largest number for sums beyond it: no machine has so much.
    private static func sum(_ one: Int, _ other: Int) -> Int {
        let (sum, overflows) = one.addingReportingOverflow(other)
        return overflows ? .max : sum
    }

    var user: String { "\(options.user):\(options.user)" }

    /// Soft and hard alike.
    var processLimits: [(name: String, value: Int)] {
        let limits = [
            ("core", 0),
            ("fsize", options.fileSize?.bytes ?? Self.sum(limits.disk.bytes, limits.disk.bytes)),
            ("nofile", options.openFiles),
        ]
        // Podman's default exceeds what its service may set. The limit counts all processes of the
        // user id on the machine: the sandbox's own is the cgroup's.
        return isPodman ? limits + [("nproc", 8192)] : limits
    }

    /// What can be written: the workspace with home and temporary files, `/tmp` and `/var/tmp`.
    ///
    /// Docker adds `noexec` if nothing is said; Podman refuses `uid=` and `nr_inodes=`. In a
    /// read-only root Podman makes `/tmp`, `/var/tmp` and `/run` writable itself, without a bound.
    var mounts: [Mount] {
        let program = options.allowsPrograms ? "exec" : "noexec"
        var text = "rw,\(program),nosuid,nodev,mode=1777,size=\(limits.disk.bytes)"
        if !isPodman { text += ",nr_inodes=\(max(1024, limits.disk.bytes / 4096))" }
        let mounts = [SandboxLayout.root, "/tmp", "/var/tmp"].map { Mount(path: $0, options: text) }
        // Also in the place of an image's volumes, which would lie on the engine's disk.
        let taken = Set(mounts.map(\.path))
        let closed = ((isPodman ? ["/run"] : []) + volumes).filter { !taken.contains($0) }
        return mounts
            + closed.map {
                Mount(path: $0, options: "rw,noexec,nosuid,nodev,mode=755,size=65536")
            }
    }

    /// Without a network Docker would still write the host's name servers into the container; Podman's
    /// command line refuses to be told others.
    var nameServers: [String] { options.network == "none" && !isPodman ? ["0.0.0.0"] : [] }

    var environment: [(String, String)] { SandboxLayout.environment }

    /// Not the workspace's: engines would make that directory in the image's file system, and runc
    /// gives a tmpfs the mode of the directory beneath it.
    static let workingDirectory = "/"
    static let hostName = "sandbox"
}
