import Foundation
import NotebookModel
import SandboxHost
import Testing

@testable import SandboxCore

@Suite struct ContainerSettingsTests {
    private static let owner = ContainerOwner(
        boot: "boot",
        processSpace: "1",
        process: 2,
        started: "3"
    )

    static func settings(
        podman: Bool = false,
        limits: ResourceLimits = ResourceLimits(),
        _ change: (inout ContainerOptions) -> Void = { _ in }
    ) -> ContainerSettings {
        var options = ContainerOptions()
        change(&options)
        return ContainerSettings(
            image: "python:3",
            specification: SandboxSpecification(
                limits: limits,
                pythonArguments: ["-I", "-c", "pass"]
            ),
            options: options,
            isPodman: podman,
            owner: owner
        )
    }

    // Written out, so that a flag that gets lost is noticed.

    private func golden(
        _ name: String,
        _ mountOptions: String,
        _ limits: [String] = [],
        _ mounts: [String] = [],
        nameServers: [String] = ["--dns", "0.0.0.0"]
    ) -> [String] {
        [
            "run", "--rm", "--interactive", "--pull", "never", "--name", name,
            "--label", "swift-python-sandbox.owner=boot/1/2/3",
            "--network", "none",
        ] + nameServers + [
            "--ipc", "private", "--cgroupns", "private",
            "--memory", "536870912", "--memory-swap", "536870912",
            "--cpu-period", "100000", "--cpu-quota", "50000",
            "--pids-limit", "50", "--cap-drop", "ALL",
            "--security-opt", "no-new-privileges", "--read-only",
            "--tmpfs", "/sandbox:rw,exec,nosuid,nodev,mode=1777,size=67108864\(mountOptions)",
            "--tmpfs", "/tmp:rw,exec,nosuid,nodev,mode=1777,size=67108864\(mountOptions)",
            "--tmpfs", "/var/tmp:rw,exec,nosuid,nodev,mode=1777,size=67108864\(mountOptions)",
        ] + mounts + [
            "--shm-size", "67108864", "--user", "1000:1000",
            "--workdir", "/", "--hostname", "sandbox",
            "--log-driver", "none", "--no-healthcheck", "--init=false",
            "--entrypoint", "python3",
            "--ulimit", "core=0:0", "--ulimit", "fsize=134217728:134217728",
            "--ulimit", "nofile=1024:1024",
        ] + limits + [
            "--env", "HOME=/sandbox/home", "--env", "LANG=C.UTF-8", "--env", "LOGNAME=sandbox",
            "--env", "MPLCONFIGDIR=/sandbox/home/.config/matplotlib",
            "--env", "PIP_DISABLE_PIP_VERSION_CHECK=1", "--env", "PIP_RETRIES=0",
            "--env", "PYTHONDONTWRITEBYTECODE=1", "--env", "TERM=dumb",
            "--env", "TMPDIR=/sandbox/tmp", "--env", "TZ=UTC", "--env", "USER=sandbox",
            "--env", "XDG_CACHE_HOME=/sandbox/home/.cache",
            "--env", "XDG_CONFIG_HOME=/sandbox/home/.config",
            "--env", "XDG_DATA_HOME=/sandbox/home/.local/share",
            "--env", "XDG_RUNTIME_DIR=/sandbox/tmp",
            "--env", "http_proxy=", "--env", "HTTP_PROXY=",
            "--env", "https_proxy=", "--env", "HTTPS_PROXY=",
            "--env", "ftp_proxy=", "--env", "FTP_PROXY=",
            "--env", "no_proxy=", "--env", "NO_PROXY=",
            "--env", "all_proxy=", "--env", "ALL_PROXY=",
            "python:3", "-I", "-c", "pass",
        ]
    }

    /// Podman would make it writable itself, without a bound.
    private static let run = "rw,noexec,nosuid,nodev,mode=755,size=65536"

    private func goldenBody(
        _ mountOptions: String,
        _ limits: [JSONValue] = [],
        _ mounts: [(String, JSONValue)] = [],
        nameServers: JSONValue = ["0.0.0.0"]
    ) -> JSONValue {
        let mount: JSONValue = "rw,exec,nosuid,nodev,mode=1777,size=67108864\(mountOptions)"
        return [
            "Image": "python:3", "Entrypoint": ["python3"], "Cmd": ["-I", "-c", "pass"],
            "Env": [
                "HOME=/sandbox/home", "LANG=C.UTF-8", "LOGNAME=sandbox",
                "MPLCONFIGDIR=/sandbox/home/.config/matplotlib", "PIP_DISABLE_PIP_VERSION_CHECK=1",
                "PIP_RETRIES=0", "PYTHONDONTWRITEBYTECODE=1", "TERM=dumb", "TMPDIR=/sandbox/tmp",
                "TZ=UTC", "USER=sandbox", "XDG_CACHE_HOME=/sandbox/home/.cache",
                "XDG_CONFIG_HOME=/sandbox/home/.config",
                "XDG_DATA_HOME=/sandbox/home/.local/share", "XDG_RUNTIME_DIR=/sandbox/tmp",
            ],
            "User": "1000:1000", "WorkingDir": "/", "Hostname": "sandbox",
            "Labels": ["swift-python-sandbox.owner": "boot/1/2/3"],
            "Healthcheck": ["Test": ["NONE"]],
            "AttachStdin": true, "AttachStdout": true, "AttachStderr": true, "OpenStdin": true,
            "StdinOnce": true, "Tty": false,
            "HostConfig": [
                "AutoRemove": true, "NetworkMode": "none", "Dns": nameServers,
                "IpcMode": "private",
                "CgroupnsMode": "private", "Memory": 536_870_912, "MemorySwap": 536_870_912,
                "CpuPeriod": 100_000, "CpuQuota": 50_000, "PidsLimit": 50, "CapDrop": ["ALL"],
                "CapAdd": [], "SecurityOpt": ["no-new-privileges"], "ReadonlyRootfs": true,
                "Tmpfs": .object(
                    JSONObject(
                        [("/sandbox", mount), ("/tmp", mount), ("/var/tmp", mount)] + mounts
                    )
                ),
                "ShmSize": 67_108_864, "LogConfig": ["Type": "none"],
                "Ulimits": .array(
                    [
                        ["Name": "core", "Soft": 0, "Hard": 0],
                        ["Name": "fsize", "Soft": 134_217_728, "Hard": 134_217_728],
                        ["Name": "nofile", "Soft": 1024, "Hard": 1024],
                    ] + limits
                ),
                "Init": false, "Runtime": "", "RestartPolicy": ["Name": "no"],
            ],
        ]
    }

    @Test func `Docker's command line is told all of this and no more`() {
        let settings = Self.settings()
        #expect(settings.runArguments == golden(settings.name, ",nr_inodes=16384"))
    }

    @Test func `Podman's command line is told all of this and no more`() {
        let settings = Self.settings(podman: true)
        let limits = ["--ulimit", "nproc=8192:8192"]
        let run = ["--tmpfs", "/run:\(Self.run)"]
        #expect(settings.runArguments == golden(settings.name, "", limits, run, nameServers: []))
    }

    @Test func `Docker's engine is told all of this and no more`() throws {
        let body = try Self.settings().createBody()
        #expect(leaves(body) == leaves(goldenBody(",nr_inodes=16384")))
    }

    @Test func `Podman's engine is told all of this and no more`() throws {
        let body = try Self.settings(podman: true).createBody()
        let processes: JSONValue = ["Name": "nproc", "Soft": 8192, "Hard": 8192]
        let run = [("/run", JSONValue.string(Self.run))]
        #expect(leaves(body) == leaves(goldenBody("", [processes], run, nameServers: [])))
    }

    @Test func `every container has a name of its own`() {
        let names = Set((0..<100).map { _ in Self.settings().name })
        #expect(names.count == 100)
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        #expect(!names.contains { !$0.hasPrefix("swift-python-sandbox-") })
        #expect(!names.contains { !allowed.isSuperset(of: $0) })
    }

    @Test func `no label of the user takes the owner's place`() {
        let settings = Self.settings {
            $0.labels = [ContainerOwner.label: "nobody", "team": "data"]
        }
        #expect(settings.labels == [ContainerOwner.label: "boot/1/2/3", "team": "data"])
    }

    @Test(
        arguments: [
            (0.5, 50_000), (1, 100_000), (1.5, 150_000), (2, 200_000), (0.333333, 33_333),
            (0.0149999, 1500), (0.01, 1000), (0.001, 1000), (0, 1000), (-3, 1000),
            (1024, 102_400_000),
        ]
    )
    func `processors become a quota, rounded, of at least a millisecond`(
        cpus: Double,
        quota: Int
    ) {
        #expect(Self.settings(limits: ResourceLimits(cpus: cpus)).cpuQuota == quota)
    }

    @Test func `swap comes on top of the memory`() {
        let limits = ResourceLimits(memory: .mebibytes(100))
        func total(_ swap: ByteCount) -> ByteCount {
            Self.settings(limits: limits) { $0.swap = swap }.memoryAndSwap
        }
        #expect(total(ByteCount(bytes: 0)) == .mebibytes(100))
        #expect(total(.mebibytes(28)) == .mebibytes(128))
    }

    @Test func `limits beyond all bounds are no crash`() throws {
        let huge = ByteCount(bytes: .max)
        let settings = Self.settings(limits: ResourceLimits(memory: huge, disk: huge)) {
            $0.swap = huge
        }
        #expect(settings.memoryAndSwap == huge)
        #expect(settings.runArguments.contains("\(Int.max)"))
        _ = try settings.createBody()
    }

    @Test(arguments: [(1, 1024), (4, 1024), (5, 1280), (64, 16384), (1024, 262_144)])
    func `there is a file for every 4 KiB, and some anyway`(mebibytes: Int, files: Int) {
        let settings = Self.settings(limits: ResourceLimits(disk: .mebibytes(mebibytes)))
        #expect(settings.mounts.map(\.path) == ["/sandbox", "/tmp", "/var/tmp"])
        let isThere = settings.mounts.allSatisfy { $0.options.hasSuffix(",nr_inodes=\(files)") }
        #expect(isThere)
    }

    @Test func `a seccomp profile is read for the engine and named to the command line`() throws {
        let path = NSTemporaryDirectory() + "profile-\(UUID().uuidString).json"
        try Data(#"{"defaultAction":"SCMP_ACT_ERRNO"}"#.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let settings = Self.settings { $0.seccompProfile = path }
        #expect(settings.runArguments.contains("seccomp=\(path)"))
        #expect(
            try settings.createBody()["HostConfig"]?["SecurityOpt"]
                == ["no-new-privileges", #"seccomp={"defaultAction":"SCMP_ACT_ERRNO"}"#]
        )
    }

    @Test func `Podman's engine opens a seccomp profile itself`() throws {
        let path = try #require(HostFile.canonical(NSTemporaryDirectory())) + "/\(UUID()).json"
        try Data("{}".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let settings = Self.settings(podman: true) { $0.seccompProfile = path }
        #expect(
            try settings.createBody()["HostConfig"]?["SecurityOpt"]
                == ["no-new-privileges", .string("seccomp=\(path)")]
        )
    }

    @Test func `a seccomp profile that is no JSON is not told to an engine`() throws {
        let settings = Self.settings { $0.seccompProfile = "/etc/passwd" }
        let error = #expect(throws: SandboxError.self) { try settings.createBody() }
        #expect(error?.fault == .optionRefused)
        #expect(error?.message.contains("root:") == false)
    }

    @Test(arguments: ["unconfined", "builtin"])
    func `a seccomp profile is a file, also with the name of one of the engine's own words`(
        name: String
    ) {
        let settings = Self.settings { $0.seccompProfile = name }
        #expect(settings.runArguments.contains("seccomp=./\(name)"))
        #expect(throws: SandboxError.self) { try settings.createBody() }
    }

    @Test func `a seccomp profile that isn't there is refused`() {
        let settings = Self.settings { $0.seccompProfile = "/nowhere/\u{1B}.json" }
        let error = #expect(throws: SandboxError.self) { try settings.createBody() }
        #expect(error?.code == .rejected)
        #expect(error?.fault == .optionRefused)
        #expect(error?.message.contains(#"/nowhere/\u{1B}.json"#) == true)
        #expect(error?.message.contains("give another path") == true)
    }
}

/// The values of a JSON tree, each with its path.
func leaves(_ value: JSONValue, _ path: String = "") -> Set<String> {
    switch value {
    case .object(let object) where !object.isEmpty:
        object.reduce(into: []) { $0.formUnion(leaves($1.value, "\(path).\($1.key)")) }
    case .array(let array) where !array.isEmpty:
        array.enumerated().reduce(into: []) {
            $0.formUnion(leaves($1.element, "\(path).\($1.offset)"))
        }
    default: ["\(path) = \(value)"]
    }
}
