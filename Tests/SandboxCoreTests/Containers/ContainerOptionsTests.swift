import NotebookModel
import Testing

@testable import SandboxCore

/// What each option changes, in either language.
@Suite struct ContainerOptionsTests {
    struct Relaxation: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout ContainerOptions) -> Void
        /// What is no longer in the arguments, and what is there now.
        var dropped: Set<String> = []
        var added: Set<String> = []
        var droppedValues: Set<String> = []
        var addedValues: Set<String> = []
    }

    private static let writable = ["/sandbox", "/tmp", "/var/tmp"]
    private static let mount = "rw,exec,nosuid,nodev,mode=1777,size=67108864,nr_inodes=16384"
    private static let closedMount =
        "rw,noexec,nosuid,nodev,mode=1777,size=67108864,nr_inodes=16384"

    static let relaxations = [
        Relaxation(
            testDescription: "network",
            change: { $0.network = "bridge" },
            dropped: ["--network none", "--dns 0.0.0.0"],
            added: ["--network bridge"],
            droppedValues: [
                #".HostConfig.NetworkMode = "none""#, #".HostConfig.Dns.0 = "0.0.0.0""#,
            ],
            addedValues: [#".HostConfig.NetworkMode = "bridge""#, ".HostConfig.Dns = []"]
        ),
        Relaxation(
            testDescription: "capabilities",
            change: { $0.capabilities = ["NET_BIND_SERVICE", "CHOWN"] },
            added: ["--cap-add NET_BIND_SERVICE", "--cap-add CHOWN"],
            droppedValues: [".HostConfig.CapAdd = []"],
            addedValues: [
                #".HostConfig.CapAdd.0 = "NET_BIND_SERVICE""#, #".HostConfig.CapAdd.1 = "CHOWN""#,
            ]
        ),
        Relaxation(
            testDescription: "new privileges",
            change: { $0.allowsNewPrivileges = true },
            dropped: ["--security-opt no-new-privileges"],
            droppedValues: [#".HostConfig.SecurityOpt.0 = "no-new-privileges""#],
            addedValues: [".HostConfig.SecurityOpt = []"]
        ),
        Relaxation(
            testDescription: "writable root",
            change: { $0.writableRoot = true },
            dropped: ["--read-only"],
            droppedValues: [".HostConfig.ReadonlyRootfs = true"],
            addedValues: [".HostConfig.ReadonlyRootfs = false"]
        ),
        Relaxation(
            testDescription: "user",
            change: { $0.user = 0 },
            dropped: ["--user 1000:1000"],
            added: ["--user 0:0"],
            droppedValues: [#".User = "1000:1000""#],
            addedValues: [#".User = "0:0""#]
        ),
        Relaxation(
            testDescription: "programs",
            change: { $0.allowsPrograms = false },
            dropped: Set(writable.map { "--tmpfs \($0):\(mount)" }),
            added: Set(writable.map { "--tmpfs \($0):\(closedMount)" }),
            droppedValues: Set(writable.map { ".HostConfig.Tmpfs.\($0) = \"\(mount)\"" }),
            addedValues: Set(writable.map { ".HostConfig.Tmpfs.\($0) = \"\(closedMount)\"" })
        ),
        Relaxation(
            testDescription: "swap",
            change: { $0.swap = .mebibytes(1) },
            dropped: ["--memory-swap 536870912"],
            added: ["--memory-swap 537919488"],
            droppedValues: [".HostConfig.MemorySwap = 536870912"],
            addedValues: [".HostConfig.MemorySwap = 537919488"]
        ),
        Relaxation(
            testDescription: "open files",
            change: { $0.openFiles = 64 },
            dropped: ["--ulimit nofile=1024:1024"],
            added: ["--ulimit nofile=64:64"],
            droppedValues: [
                ".HostConfig.Ulimits.2.Soft = 1024", ".HostConfig.Ulimits.2.Hard = 1024",
            ],
            addedValues: [".HostConfig.Ulimits.2.Soft = 64", ".HostConfig.Ulimits.2.Hard = 64"]
        ),
        Relaxation(
            testDescription: "file size",
            change: { $0.fileSize = .kibibytes(1) },
            dropped: ["--ulimit fsize=134217728:134217728"],
            added: ["--ulimit fsize=1024:1024"],
            droppedValues: [
                ".HostConfig.Ulimits.1.Soft = 134217728", ".HostConfig.Ulimits.1.Hard = 134217728",
            ],
            addedValues: [".HostConfig.Ulimits.1.Soft = 1024", ".HostConfig.Ulimits.1.Hard = 1024"]
        ),
        Relaxation(
            testDescription: "ipc",
            change: { $0.ipc = "host" },
            dropped: ["--ipc private"],
            added: ["--ipc host"],
            droppedValues: [#".HostConfig.IpcMode = "private""#],
            addedValues: [#".HostConfig.IpcMode = "host""#]
        ),
        Relaxation(
            testDescription: "log driver",
            change: { $0.logDriver = "local" },
            dropped: ["--log-driver none"],
            added: ["--log-driver local"],
            droppedValues: [#".HostConfig.LogConfig.Type = "none""#],
            addedValues: [#".HostConfig.LogConfig.Type = "local""#]
        ),
        Relaxation(
            testDescription: "OCI runtime",
            change: { $0.ociRuntime = "runsc" },
            added: ["--runtime runsc"],
            droppedValues: [#".HostConfig.Runtime = """#],
            addedValues: [#".HostConfig.Runtime = "runsc""#]
        ),
        // The engine takes the platform in the query, not in the body.
        Relaxation(
            testDescription: "platform",
            change: { $0.platform = "linux/arm64" },
            added: ["--platform linux/arm64"]
        ),
        Relaxation(
            testDescription: "labels",
            change: { $0.labels = ["a": "b=c d"] },
            added: ["--label a=b=c d"],
            addedValues: [#".Labels.a = "b=c d""#]
        ),
    ]

    /// The flags with their values, as one text each.
    private func units(_ arguments: [String]) -> Set<String> {
        let alone: Set = [
            "run", "--rm", "--interactive", "--read-only", "--no-healthcheck", "--init=false",
        ]
        var units: Set<String> = []
        var rest = arguments[...]
        while let argument = rest.popFirst(), argument != "python:3" {
            let value = alone.contains(argument) ? nil : rest.popFirst()
            units.insert(value.map { "\(argument) \($0)" } ?? argument)
        }
        units.insert("command " + rest.joined(separator: " "))
        return units.filter { !$0.hasPrefix("--name ") }
    }

    @Test(arguments: relaxations)
    func `an option changes what it says and nothing else`(relaxation: Relaxation) throws {
        let standard = ContainerSettingsTests.settings()
        let changed = ContainerSettingsTests.settings(relaxation.change)
        let before = units(standard.runArguments)
        let after = units(changed.runArguments)
        #expect(before.subtracting(after) == relaxation.dropped)
        #expect(after.subtracting(before) == relaxation.added)
        let valuesBefore = leaves(try standard.createBody())
        let valuesAfter = leaves(try changed.createBody())
        #expect(valuesBefore.subtracting(valuesAfter) == relaxation.droppedValues)
        #expect(valuesAfter.subtracting(valuesBefore) == relaxation.addedValues)
    }

    /// Each property's flag and its place in the body.
    private static let properties = [
        ("--memory", "HostConfig.Memory"), ("--memory-swap", "HostConfig.MemorySwap"),
        ("--cpu-period", "HostConfig.CpuPeriod"), ("--cpu-quota", "HostConfig.CpuQuota"),
        ("--pids-limit", "HostConfig.PidsLimit"), ("--network", "HostConfig.NetworkMode"),
        ("--dns", "HostConfig.Dns"),
        ("--ipc", "HostConfig.IpcMode"), ("--cgroupns", "HostConfig.CgroupnsMode"),
        ("--cap-drop", "HostConfig.CapDrop"), ("--cap-add", "HostConfig.CapAdd"),
        ("--security-opt", "HostConfig.SecurityOpt"), ("--tmpfs", "HostConfig.Tmpfs"),
        ("--shm-size", "HostConfig.ShmSize"), ("--log-driver", "HostConfig.LogConfig.Type"),
        ("--runtime", "HostConfig.Runtime"), ("--ulimit", "HostConfig.Ulimits"),
        ("--user", "User"), ("--workdir", "WorkingDir"), ("--hostname", "Hostname"),
        ("--entrypoint", "Entrypoint"), ("--env", "Env"), ("--label", "Labels"),
    ]

    /// A property of the body in the words of the command line.
    private func words(_ value: JSONValue?, _ separator: String) throws -> [String] {
        switch try #require(value) {
        case .string(let text): text.isEmpty ? [] : [text]
        case .number(let number): [number.description]
        case .array(let list):
            try list.flatMap { element -> [String] in
                guard let name = element["Name"]?.stringValue else {
                    return try words(element, separator)
                }
                let soft = try #require(element["Soft"]?.intValue)
                let hard = try #require(element["Hard"]?.intValue)
                return ["\(name)=\(soft):\(hard)"]
            }
        case .object(let object):
            try object.map { try "\($0.key)\(separator)\(#require($0.value.stringValue))" }
        case .bool, .null: []
        }
    }

    /// What an engine would take for less than it looks, or refuse in its own words.
    static let mistakes: [@Sendable (inout ContainerOptions) -> Void] = [
        { $0.network = "" }, { $0.ipc = "" }, { $0.logDriver = "" }, { $0.ociRuntime = "" },
        { $0.platform = "" }, { $0.seccompProfile = "" }, { $0.swap = ByteCount(bytes: -1) },
        { $0.fileSize = ByteCount(bytes: 0) }, { $0.fileSize = ByteCount(bytes: -1) },
        { $0.openFiles = 3 }, { $0.user = -1 }, { $0.labels = ["": "x"] },
        { $0.labels = ["a=b": "x"] },
    ]

    @Test(arguments: mistakes.indices)
    func `a mistake is refused before an engine hears of it`(index: Int) async throws {
        var options = ContainerOptions()
        try options.validate()
        Self.mistakes[index](&options)
        let backends: [any SandboxBackend] = [
            DockerEngineBackend(host: "unix:///nowhere", options: options),
            DockerCLIBackend(program: "/nowhere/docker", options: options),
        ]
        for backend in backends {
            let error = await #expect(throws: SandboxError.self) {
                _ = try await backend.makePythonSession()
            }
            #expect(error?.code == .rejected)
            #expect(error?.fault == .optionRefused)
        }
    }

    private static func changeEverything(_ options: inout ContainerOptions) {
        for relaxation in relaxations { relaxation.change(&options) }
        options.allowsNewPrivileges = false
    }

    @Test(arguments: [false, true], [false, true])
    func `the command line and the engine are told the same`(podman: Bool, changed: Bool) throws {
        let limits = ResourceLimits(
            memory: .mebibytes(300),
            cpus: 1.25,
            processes: 33,
            disk: .mebibytes(7)
        )
        let settings = ContainerSettingsTests.settings(podman: podman, limits: limits) { options in
            if changed { Self.changeEverything(&options) }
        }
        let arguments = settings.runArguments
        let body = try settings.createBody()
        for (flag, path) in Self.properties {
            let said = arguments.indices.dropLast().filter { arguments[$0] == flag }
                .map { arguments[$0 + 1] }
                .filter { !$0.lowercased().hasSuffix("_proxy=") }  // the engine's caller has none
            let place = path.split(separator: ".").reduce(body) { $0?[String($1)] }
            let separator = flag == "--tmpfs" ? ":" : "="
            #expect(try words(place, separator) == said, "\(flag)")
        }
        #expect(
            arguments.contains("--read-only") == (body["HostConfig"]?["ReadonlyRootfs"] == true)
        )
        #expect(arguments.contains("--rm") == (body["HostConfig"]?["AutoRemove"] == true))
        #expect(arguments.contains("--init=false") == (body["HostConfig"]?["Init"] == false))
        #expect(arguments.contains("--interactive") == (body["OpenStdin"] == true))
        #expect(
            arguments.contains("--no-healthcheck") == (body["Healthcheck"] == ["Test": ["NONE"]])
        )
        let command = body["Cmd"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(arguments.suffix(4) == ["python:3"] + command)
    }
}
