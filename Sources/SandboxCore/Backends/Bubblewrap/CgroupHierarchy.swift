internal import SandboxHost

/// Where this machine's control groups can be made, for one sandbox each.
struct CgroupHierarchy: Hashable, Sendable {
    enum Version: Hashable, Sendable {
        /// A tree for each controller.
        case v1
        /// One tree.
        case v2
    }

    let version: Version
    /// The directories under which groups are made; in v2 they are one.
    let memory: String
    let processes: String
    /// Nil where shares of the processor can't be set: a user's systemd hands down the other two only,
    /// unless it is asked for more.
    let cpu: String?

    var directories: [String] {
        memory == processes ? [memory] : [memory, processes] + (cpu.map { [$0] } ?? [])
    }

    /// The hierarchy of this process, if this process may make groups in it.
    static func find() -> CgroupHierarchy? {
        guard let mounts = HostFile.text("/proc/self/mounts"),
            let membership = HostFile.text("/proc/self/cgroup")
        else { return nil }
        return find(
            mounts: mounts,
            membership: membership,
            isWritable: HostFile.isWritable,
            controllers: { HostFile.text($0 + "/cgroup.subtree_control") ?? "" }
        )
    }

    /// Finds it in the texts of `/proc/self/mounts` and `/proc/self/cgroup`.
    ///
    /// - Parameters:
    ///   - mounts: A mount a line: source, directory, type, options.
    ///   - membership: A hierarchy a line: number, controllers, path.
    ///   - isWritable: Whether groups can be made in a directory.
    ///   - controllers: What a directory of v2 hands down.
    /// - Returns: The hierarchy, or nil.
    static func find(
        mounts: String,
        membership: String,
        isWritable: (String) -> Bool,
        controllers: (String) -> String
    ) -> CgroupHierarchy? {
        let mounts = mounts.split(separator: "\n").map { $0.split(separator: " ") }
        let paths = membership.split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        }

        func directory(of controller: String) -> String? {
            let mount = mounts.first {
                $0.count > 3 && $0[2] == "cgroup"
                    && $0[3].split(separator: ",").contains(controller[...])
            }
            let own = paths.first {
                $0.count == 3 && $0[1].split(separator: ",").contains(controller[...])
            }
            guard let mount, let own else { return nil }
            // In a container the path may be one that is not mounted: then the mount itself is the
            // group.
            return [join(mount[1], own[2]), String(mount[1])].first(where: isWritable)
        }

        if let memory = directory(of: "memory"), let processes = directory(of: "pids") {
            let cpu = directory(of: "cpu")
            return CgroupHierarchy(version: .v1, memory: memory, processes: processes, cpu: cpu)
        }
        guard let mount = mounts.first(where: { $0.count > 3 && $0[2] == "cgroup2" }),
            let own = paths.first(where: { $0.count == 3 && $0[0] == "0" })
        else { return nil }
        // A group that holds processes can't have children with controllers: look from the parent
        // upwards.
        var path = own[2]
        while let slash = path.lastIndex(of: "/") {
            path = path[..<slash]
            let directory = join(mount[1], path)
            let handedDown = Set(controllers(directory).split { $0 == " " || $0 == "\n" })
            if handedDown.isSuperset(of: ["memory", "pids"]), isWritable(directory) {
                return CgroupHierarchy(
                    version: .v2,
                    memory: directory,
                    processes: directory,
                    cpu: handedDown.contains("cpu") ? directory : nil
                )
            }
        }
        return nil
    }

    private static func join(_ mount: Substring, _ path: Substring) -> String {
        path == "/" || path.isEmpty ? String(mount) : "\(mount)\(path)"
    }
}
