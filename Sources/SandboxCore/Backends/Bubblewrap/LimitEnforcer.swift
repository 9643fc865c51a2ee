internal import SandboxHost

/// The means by which this machine can limit a sandbox.
enum LimitEnforcer: Hashable, Sendable {
    /// A control group that this program makes.
    case cgroup(CgroupHierarchy)
    /// A transient scope that the user's systemd makes; the path of `systemd-run`.
    case systemd(String)
    /// Limits on each process. With a user of its own, the sandbox's processes can be counted.
    case resourceLimits(hasOwnUser: Bool)

    /// The best means at hand.
    static func best(hasOwnUser: Bool) async -> LimitEnforcer {
        if let hierarchy = CgroupHierarchy.find(), await works(hierarchy) {
            return .cgroup(hierarchy)
        }
        if !HostIdentity.isRoot, let program = HostProgram.find("systemd-run"),
            HostIdentity.environment("XDG_RUNTIME_DIR") != nil
        {
            var command = ProcessCommand(
                program,
                scopeOptions(ResourceLimits()) + ["--", nothing]
            )
            command.environment = HostProgram.userEnvironment
            let output = try? await ProcessOutput.of(command, patience: .seconds(5))
            if output?.termination == .exited(0) { return .systemd(program) }
        }
        return .resourceLimits(hasOwnUser: hasOwnUser)
    }

    /// A program that does nothing; not every system has it in `/bin`.
    private static var nothing: String { HostProgram.find("true") ?? "/bin/true" }

    /// Whether a process can really be put into a group of that hierarchy.
    ///
    /// Root can.
    private static func works(_ hierarchy: CgroupHierarchy) async -> Bool {
        if HostIdentity.isRoot { return true }
        guard let group = try? SandboxCgroup(in: hierarchy, limits: ResourceLimits()) else {
            return false
        }
        var command = ProcessCommand(nothing, [])
        command.cgroupFiles = group.entrances
        let output = try? await ProcessOutput.of(command)
        await group.remove()
        return output?.termination == .exited(0)
    }

    static func scopeOptions(_ limits: ResourceLimits) -> [String] {
        [
            "--user", "--scope", "--quiet", "--collect",
            "-p", "MemoryMax=\(limits.memory.bytes)", "-p", "MemorySwapMax=0",
            "-p", "TasksMax=\(limits.processes + 1)",
            "-p", "CPUQuota=\(max(1, Int((limits.cpus * 100).rounded())))%",
        ]
    }

    /// The limits that a process sets on itself before it becomes bubblewrap.
    func processLimits(_ limits: ResourceLimits) -> [ProcessCommand.Limit] {
        // Linux: RLIMIT_CORE 4, RLIMIT_NPROC 6, RLIMIT_NOFILE 7, RLIMIT_AS 9.
        var list = [
            ProcessCommand.Limit(resource: 4, value: 0),
            ProcessCommand.Limit(resource: 7, value: 1024),
        ]
        if case .resourceLimits(let hasOwnUser) = self {
            list.append(ProcessCommand.Limit(resource: 9, value: UInt64(limits.memory.bytes)))
            if hasOwnUser {
                list.append(ProcessCommand.Limit(resource: 6, value: UInt64(limits.processes + 1)))
            }
        }
        return list
    }

    func capabilities(hostUser: BackendCapabilities.HostUser) -> BackendCapabilities {
        typealias Enforcement = BackendCapabilities.Enforcement
        let memory: Enforcement
        let cpus: Enforcement
        let processes: Enforcement
        switch self {
        case .cgroup(let hierarchy):
            let means = hierarchy.version == .v1 ? "cgroup v1" : "cgroup v2"
            (memory, processes) = (.wholeSandbox(by: means), .wholeSandbox(by: means))
            cpus =
                hierarchy.cpu != nil
                ? .wholeSandbox(by: means)
                : .none(because: "the processor's controller is not handed down to this program")
        case .systemd:
            let means = "systemd scope"
            (memory, cpus, processes) = (
                .wholeSandbox(by: means), .wholeSandbox(by: means), .wholeSandbox(by: means)
            )
        case .resourceLimits(let hasOwnUser):
            memory = .perProcess(by: "RLIMIT_AS")
            cpus = .none(because: "no control group can be made here")
            processes =
                hasOwnUser
                ? .wholeSandbox(by: "RLIMIT_NPROC of a user of its own")
                : .none(because: "RLIMIT_NPROC would count all of the user's processes")
        }
        let counts = if case .cgroup = self { true } else { false }
        return BackendCapabilities(
            memory: memory,
            cpus: cpus,
            processes: processes,
            disk: .wholeSandbox(by: "sized tmpfs"),
            isolatesNetwork: true,
            countsOutOfMemoryKills: counts,
            isolatesAgent: true,
            hostUser: hostUser,
            notes: [
                "the number of files is bounded by memory alone",
                "/dev/shm may hold as much as the disk limit again; both "
                    + (memory.holdsForWholeSandbox ? "count" : "do not count") + " as memory",
            ]
        )
    }
}
