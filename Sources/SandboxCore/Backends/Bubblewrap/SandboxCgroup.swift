internal import SandboxHost
internal import Synchronization

/// The control group of one sandbox.
final class SandboxCgroup: Sendable {
    private static let prefix = "swift-python-sandbox-"
    private static let serial = Mutex(0)

    private let hierarchy: CgroupHierarchy
    private let name: String

    /// Makes the group and sets the limits.
    ///
    /// - Throws: `SystemError`; nothing is left then.
    init(in hierarchy: CgroupHierarchy, limits: ResourceLimits) throws {
        self.hierarchy = hierarchy
        let number = Self.serial.withLock { serial in
            serial += 1
            return serial
        }
        let pid = HostIdentity.processID
        // The start time tells this process from a later one of the same id, and the space from one
        // in a container that has the same groups, for `prune`.
        let start = HostIdentity.startTime(of: pid) ?? "0"
        name = "\(Self.prefix)\(HostIdentity.processSpace)-\(pid)-\(start)-\(number)"
        do {
            for directory in hierarchy.directories {
                try HostFile.makeDirectory("\(directory)/\(name)")
            }
            try set(limits)
        } catch {
            removeDirectories()
            throw error
        }
    }

    /// Where a process writes "0" to enter.
    ///
    /// In v1 `tasks` moves the one thread of a process about to exec; `cgroup.procs` would do the
    /// same, but take a lock over all processes that costs 10 to 25 ms.
    var entrances: [String] {
        let file = hierarchy.version == .v1 ? "tasks" : "cgroup.procs"
        return hierarchy.directories.map { "\($0)/\(name)/\(file)" }
    }

    var usage: SandboxUsage? {
        let memory = "\(hierarchy.memory)/\(name)"
        func number(_ file: String) -> ByteCount? {
            HostFile.text("\(memory)/\(file)")
                .flatMap { Int($0.filter(\.isNumber)) }
                .map { ByteCount(bytes: $0) }
        }
        func kills(_ file: String) -> Int? {
            HostFile.text("\(memory)/\(file)")?.split(separator: "\n")
                .first { $0.hasPrefix("oom_kill ") }
                .flatMap { Int($0.dropFirst("oom_kill ".count)) }
        }
        switch hierarchy.version {
        case .v1:
            guard let kills = kills("memory.oom_control") else { return nil }
            return SandboxUsage(
                memoryPeak: number("memory.max_usage_in_bytes"),
                memoryLimit: number("memory.limit_in_bytes"),
                outOfMemoryKills: kills
            )
        case .v2:
            guard let kills = kills("memory.events") else { return nil }
            return SandboxUsage(
                memoryPeak: number("memory.peak"),
                memoryLimit: number("memory.max"),
                outOfMemoryKills: kills
            )
        }
    }

    /// Kills what is left in the group and removes it; tries for a second, since processes take
    /// time to die.
    func remove() async {
        for _ in 0..<100 {
            if removeDirectories() { return }
            Self.kill("\(hierarchy.processes)/\(name)")
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Kills the processes of a group.
    private static func kill(_ group: String) {
        // All at once, with those that they fork meanwhile; v2, from Linux 5.14 on.
        if (try? HostFile.control("\(group)/cgroup.kill", "1")) != nil { return }
        for text in (HostFile.text("\(group)/cgroup.procs") ?? "").split(separator: "\n") {
            if let pid = Int32(text) { HostIdentity.kill(pid, ifStill: { true }) }
        }
    }

    /// Removes the groups of host programs that are gone, with what may still run in them.
    ///
    /// - Returns: The names of the groups.
    static func prune(_ hierarchy: CgroupHierarchy) async -> [String] {
        var removed: Set<String> = []
        for directory in hierarchy.directories {
            for name in HostFile.names(in: directory) where isOrphan(name) {
                let group = "\(directory)/\(name)"
                for _ in 0..<100 where (try? HostFile.removeDirectory(group)) == nil {
                    kill(group)
                    try? await Task.sleep(for: .milliseconds(10))
                }
                if HostFile.status(group) == nil { removed.insert(name) }
            }
        }
        return removed.sorted()
    }

    /// Whether a name is that of a group whose host program is gone.
    private static func isOrphan(_ name: String) -> Bool {
        let parts = name.dropFirst(prefix.count).split(separator: "-")
        guard name.hasPrefix(prefix), parts.count == 4, parts[0] == HostIdentity.processSpace,
            let pid = Int32(parts[1])
        else { return false }
        return HostIdentity.startTime(of: pid) != String(parts[2])
    }

    private func set(_ limits: ResourceLimits) throws {
        let quota = Int((limits.cpus * 100_000).rounded())
        // One more for bubblewrap's own process, which waits outside.
        let processes = limits.processes + 1
        switch hierarchy.version {
        case .v1:
            let memory = "\(hierarchy.memory)/\(name)"
            try HostFile.control("\(memory)/memory.limit_in_bytes", "\(limits.memory.bytes)")
            // Memory and swap together; the file is missing where the kernel doesn't count swap.
            if HostFile.status("\(memory)/memory.memsw.limit_in_bytes") != nil {
                try HostFile.control(
                    "\(memory)/memory.memsw.limit_in_bytes",
                    "\(limits.memory.bytes)"
                )
            }
            try HostFile.control("\(hierarchy.processes)/\(name)/pids.max", "\(processes)")
            guard let cpu = hierarchy.cpu else { return }
            try HostFile.control("\(cpu)/\(name)/cpu.cfs_period_us", "100000")
            try HostFile.control("\(cpu)/\(name)/cpu.cfs_quota_us", "\(max(1000, quota))")
        case .v2:
            let group = "\(hierarchy.memory)/\(name)"
            try HostFile.control("\(group)/memory.max", "\(limits.memory.bytes)")
            try? HostFile.control("\(group)/memory.swap.max", "0")
            try HostFile.control("\(group)/pids.max", "\(processes)")
            guard hierarchy.cpu != nil else { return }
            try HostFile.control("\(group)/cpu.max", "\(max(1000, quota)) 100000")
        }
    }

    @discardableResult
    private func removeDirectories() -> Bool {
        for directory in hierarchy.directories {
            try? HostFile.removeDirectory("\(directory)/\(name)")
        }
        return hierarchy.directories.allSatisfy { HostFile.status("\($0)/\(name)") == nil }
    }
}
