internal import NotebookModel

/// What an engine says of itself in `/info`: Docker's form, or that of Podman's command line.
struct EngineFacts: Hashable, Sendable {
    var product: String
    var version: String
    var cgroupVersion: String?
    var limitsMemory: Bool
    var limitsCPU: Bool
    var limitsProcesses: Bool
    var limitsSwap: Bool
    var isRootless: Bool
    /// Whether users inside are others outside.
    var mapsUsers: Bool

    static let podman = "Podman"

    /// Of an engine that can't be asked.
    static let unknown = EngineFacts(.object([:]))

    init(_ info: JSONValue) {
        let security = info["SecurityOptions"]?.arrayValue?.compactMap(\.stringValue) ?? []
        if let host = info["host"] {
            let controllers = host["cgroupControllers"]?.arrayValue?.compactMap(\.stringValue) ?? []
            product = Self.podman
            version = info["version"]?["Version"]?.stringValue ?? "of an unknown version"
            cgroupVersion = host["cgroupVersion"]?.stringValue.map { String($0.drop { $0 == "v" }) }
            limitsMemory = controllers.contains("memory")
            limitsCPU = controllers.contains("cpu")
            limitsProcesses = controllers.contains("pids")
            limitsSwap = limitsMemory
            isRootless = host["security"]?["rootless"]?.boolValue ?? false
            mapsUsers = isRootless
        } else {
            let system = info["OperatingSystem"]?.stringValue ?? ""
            product = system.contains("Docker Desktop") ? "Docker Desktop" : "Docker Engine"
            version = info["ServerVersion"]?.stringValue ?? "of an unknown version"
            cgroupVersion = info["CgroupVersion"]?.stringValue
            limitsMemory = info["MemoryLimit"]?.boolValue ?? false
            limitsCPU = info["CpuCfsQuota"]?.boolValue ?? info["CPUCfsQuota"]?.boolValue ?? false
            limitsProcesses = info["PidsLimit"]?.boolValue ?? false
            limitsSwap = info["SwapLimit"]?.boolValue ?? false
            isRootless = security.contains { $0.hasPrefix("name=rootless") }
            mapsUsers = isRootless || security.contains { $0.hasPrefix("name=userns") }
        }
        version = version.escapingControls
    }

    var summary: String { "\(product) \(version)" }

    func capabilities(_ options: ContainerOptions) -> BackendCapabilities {
        let means = cgroupVersion.map { "cgroup v\($0.escapingControls)" } ?? "the engine's cgroup"
        func enforcement(_ isOn: Bool, _ what: String) -> BackendCapabilities.Enforcement {
            isOn ? .wholeSandbox(by: means) : .none(because: "the engine can't limit \(what) here")
        }
        var notes = [
            "the workspace with home, /tmp, /var/tmp and /dev/shm may each hold as much as the disk limit; all "
                + (limitsMemory ? "count" : "do not count") + " as memory"
        ]
        if limitsMemory && !limitsSwap { notes.append("swap space is not limited by this engine") }
        if options.writableRoot {
            notes.append("the image's files can be written, without a limit")
        }
        if product == Self.podman { notes.append("the number of files is bounded by memory alone") }
        if isRootless { notes.append("the engine runs without root") }
        return BackendCapabilities(
            memory: enforcement(limitsMemory, "memory"),
            cpus: enforcement(limitsCPU, "processors"),
            processes: enforcement(limitsProcesses, "processes"),
            disk: .wholeSandbox(by: "sized tmpfs"),
            isolatesNetwork: options.network == "none",
            countsOutOfMemoryKills: limitsMemory,
            isolatesAgent: true,
            hostUser: options.user == 0 && !mapsUsers ? .root : .shared,
            notes: notes
        )
    }
}

extension ResourceLimits {
    /// For the container that only asks an image's Python: it must be quick.
    static let probing = ResourceLimits(memory: .mebibytes(512), cpus: 2, disk: .mebibytes(16))
}
