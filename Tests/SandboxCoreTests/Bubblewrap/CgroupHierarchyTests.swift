import Testing

@testable import SandboxCore

@Suite struct CgroupHierarchyTests {
    private let v1Mounts = """
        tmpfs /sys/fs/cgroup tmpfs rw 0 0
        cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0
        cgroup /sys/fs/cgroup/pids cgroup rw,pids 0 0
        cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0
        cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0
        """
    private let v1Membership = "9:memory:/own\n8:pids:/\n4:cpu,cpuacct:/own\n0::/\n"
    private let v2Mounts = "cgroup2 /sys/fs/cgroup cgroup2 rw,nsdelegate 0 0\n"

    private func find(
        _ mounts: String,
        _ membership: String,
        writable: Set<String>? = nil,
        controllers: [String: String] = [:]
    ) -> CgroupHierarchy? {
        CgroupHierarchy.find(
            mounts: mounts,
            membership: membership,
            isWritable: { writable?.contains($0) ?? true },
            controllers: { controllers[$0] ?? "" }
        )
    }

    @Test func `v1 groups are made under the program's own, one for each controller`() {
        let found = find(v1Mounts, v1Membership)
        #expect(found?.version == .v1)
        #expect(
            found?.directories == [
                "/sys/fs/cgroup/memory/own", "/sys/fs/cgroup/pids",
                "/sys/fs/cgroup/cpu,cpuacct/own",
            ]
        )
    }

    @Test func `in a container, where the own path isn't mounted, the mount is the group`() {
        let found = find(
            v1Mounts,
            v1Membership,
            writable: [
                "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/cpu,cpuacct",
            ]
        )
        #expect(found?.memory == "/sys/fs/cgroup/memory")
    }

    @Test func `a v1 controller that can't be written leaves no hierarchy`() {
        #expect(find(v1Mounts, v1Membership, writable: ["/sys/fs/cgroup/memory/own"]) == nil)
    }

    @Test func `v2 groups are made beside the program's own, where controllers are handed down`() {
        let slice = "/sys/fs/cgroup/user.slice/user@1000.service/app.slice"
        let found = find(
            v2Mounts,
            "0::/user.slice/user@1000.service/app.slice/shell.scope\n",
            controllers: [slice: "cpu memory pids\n"]
        )
        #expect(found?.version == .v2)
        #expect(found?.directories == [slice])
    }

    @Test func `v2 without the controllers is no hierarchy`() {
        #expect(find(v2Mounts, "0::/a/b\n", controllers: ["/sys/fs/cgroup": "cpuset\n"]) == nil)
        #expect(find(v2Mounts, "0::/a/b\n") == nil)
    }

    @Test func `without the processor's controller memory and processes are limited all the same`()
    {
        let v2 = find(v2Mounts, "0::/a/b\n", controllers: ["/sys/fs/cgroup/a": "memory pids\n"])
        #expect(v2?.directories == ["/sys/fs/cgroup/a"])
        #expect(v2?.cpu == nil)
        let v1 = find(
            v1Mounts,
            v1Membership,
            writable: ["/sys/fs/cgroup/memory/own", "/sys/fs/cgroup/pids"]
        )
        #expect(v1?.directories == ["/sys/fs/cgroup/memory/own", "/sys/fs/cgroup/pids"])
        for found in [v1, v2].compactMap(\.self) {
            let capabilities = LimitEnforcer.cgroup(found).capabilities(hostUser: .hostProgram)
            #expect(capabilities.memory.holdsForWholeSandbox)
            #expect(capabilities.processes.holdsForWholeSandbox)
            #expect(!capabilities.cpus.holdsForWholeSandbox)
        }
    }

    @Test func `without control groups there is none`() {
        #expect(find("", "") == nil)
    }
}
