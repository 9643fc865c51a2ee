import Testing

@testable import SandboxCore

@Suite struct BubblewrapArgumentsTests {
    private func arguments(
        _ change: (inout BubblewrapArguments) -> Void = { _ in }
    ) -> [String] {
        var value = BubblewrapArguments(
            interpreter: "/opt/python/bin/python3",
            pythonArguments: ["-I", "-c", "pass"],
            prefixes: [.init(source: "/run/stage/0", target: "/opt/python")],
            rootLinks: [.init(name: "bin", target: "usr/bin"), .init(name: "lib64", target: nil)],
            disk: .mebibytes(64),
            disablesUserNamespaces: true
        )
        change(&value)
        return value.arguments
    }

    private func contains(_ sequence: [String], in list: [String]) -> Bool {
        list.indices.contains { list[$0...].starts(with: sequence) }
    }

    @Test(
        arguments: [
            ["--unshare-user"], ["--unshare-ipc"], ["--unshare-pid"], ["--unshare-net"],
            ["--unshare-uts"], ["--unshare-cgroup-try"], ["--disable-userns"],
            ["--cap-drop", "ALL"], ["--new-session"], ["--die-with-parent"], ["--as-pid-1"],
            ["--clearenv"], ["--size", "67108864", "--tmpfs", "/sandbox"],
            ["--size", "67108864", "--tmpfs", "/dev/shm"], ["--remount-ro", "/"],
            ["--remount-ro", "/dev"], ["--symlink", "/sandbox/tmp", "/tmp"],
            ["--symlink", "usr/bin", "/bin"], ["--ro-bind", "/lib64", "/lib64"],
            ["--ro-bind", "/run/stage/0", "/opt/python"], ["--setenv", "HOME", "/sandbox/home"],
            ["--", "/opt/python/bin/python3", "-I", "-c", "pass"],
        ]
    )
    func `the sandbox is asked for`(sequence: [String]) {
        #expect(contains(sequence, in: arguments()))
    }

    @Test func `everything of the host is bound read-only`() {
        let bindings = arguments().filter { $0.contains("bind") }
        #expect(bindings.allSatisfy { $0.hasPrefix("--ro-bind") })
    }

    @Test func `an old bubblewrap isn't asked for what it doesn't know`() {
        let list = arguments { $0.disablesUserNamespaces = false }
        #expect(!list.contains("--disable-userns"))
        #expect(list.contains("--seccomp"))
    }

    @Test func `the descriptors are the filter, the files of etc, and the report`() {
        let value = BubblewrapArguments(
            interpreter: "/usr/bin/python3",
            pythonArguments: [],
            prefixes: [],
            rootLinks: [],
            disk: .mebibytes(1),
            disablesUserNamespaces: true
        )
        let files = value.files(filter: SeccompFilter(.x86))
        #expect(files.count == 4)
        #expect(contains(["--seccomp", "3"], in: value.arguments))
        #expect(contains(["--info-fd", "\(3 + files.count)"], in: value.arguments))
    }
}
