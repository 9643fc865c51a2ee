import Foundation
import NotebookModel
import SandboxCore
import Testing

/// How a running container is cut off, seen by the engine and from within.
@Suite(.timeLimit(.minutes(2)))
struct HardeningTests {
    /// What the engine must say of a container, by the path in its description.
    static let outside: [(property: String, path: [String], value: JSONValue)] = [
        ("no network", ["HostConfig", "NetworkMode"], "none"),
        ("memory", ["HostConfig", "Memory"], .number(256 << 20)),
        ("no swap beyond it", ["HostConfig", "MemorySwap"], .number(256 << 20)),
        ("the processors' period", ["HostConfig", "CpuPeriod"], 100_000),
        ("the processors' quota", ["HostConfig", "CpuQuota"], 75_000),
        ("processes", ["HostConfig", "PidsLimit"], 50),
        ("a read-only root", ["HostConfig", "ReadonlyRootfs"], true),
        ("no privileges", ["HostConfig", "Privileged"], false),
        ("shared memory of a size", ["HostConfig", "ShmSize"], .number(64 << 20)),
        ("no log on the engine's disk", ["HostConfig", "LogConfig", "Type"], "none"),
        ("removed at its end", ["HostConfig", "AutoRemove"], true),
        ("not restarted", ["HostConfig", "RestartPolicy", "Name"], "no"),
        ("the user", ["Config", "User"], "1000:1000"),
        ("the working directory", ["Config", "WorkingDir"], "/"),
        ("the host's name is not shown", ["Config", "Hostname"], "sandbox"),
        ("no terminal", ["Config", "Tty"], false),
    ]

    @Test(arguments: BackendUnderTest.containers)
    func `the engine says that each property holds`(backend: BackendUnderTest) async throws {
        try await withContainer(backend) { _, description in
            for (property, path, value) in Self.outside {
                let found = path.reduce(description) { $0?[$1] }
                #expect(found == value, "\(property): \(path.joined(separator: "."))")
            }
            let host = try #require(description["HostConfig"])
            #expect(description["Path"]?.stringValue == "python3", "the entrypoint is replaced")
            #expect(host["Binds"]?.arrayValue?.isEmpty != false, "nothing of the host is mounted")
            #expect(description["Mounts"]?.arrayValue?.isEmpty != false)
            #expect(host["Devices"]?.arrayValue?.isEmpty != false)
            let dropped = host["CapDrop"]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(dropped.contains("ALL") || dropped.count >= 11, "\(dropped)")
            // Podman's word for a namespace that isn't the host's, which other containers may join.
            let ipc = host["IpcMode"]?.stringValue
            #expect(ipc == "private" || (backend == .podman && ipc == "shareable"))
            if backend != .podman {
                #expect(description["Config"]?["StdinOnce"] == true, "closed with the host")
            }
            let security = host["SecurityOpt"]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(security.contains { $0.hasPrefix("no-new-privileges") }, "\(security)")
            let test = description["Config"]?["Healthcheck"]?["Test"]?.arrayValue
            #expect(test == nil || test == ["NONE"], "the health check is replaced")
            let tmpfs = host["Tmpfs"]?.objectValue ?? [:]
            // Podman makes /run writable in a read-only root, so it gets a size too.
            let places = Set(tmpfs.members.map(\.key)).subtracting(["/run"])
            #expect(places == ["/sandbox", "/tmp", "/var/tmp"])
            for member in tmpfs.members where member.key != "/run" {
                let words = Set((member.value.stringValue ?? "").split(separator: ","))
                let wanted: Set<Substring> = ["exec", "nosuid", "nodev", "size=67108864"]
                #expect(words.isSuperset(of: wanted), "\(member.key): \(words)")
            }
            let ulimits = host["Ulimits"]?.arrayValue ?? []
            for (name, value) in [("core", 0), ("fsize", 128 << 20), ("nofile", 1024)] {
                let limit = ulimits.first { limit in
                    let found = limit["Name"]?.stringValue?.lowercased() ?? ""
                    return found == name || found == "rlimit_\(name)"
                }
                #expect(limit?["Soft"]?.intValue == value, "\(name) \(ulimits)")
                #expect(limit?["Hard"]?.intValue == value)
            }
        }
    }

    /// What code inside must find, by a Python expression.
    static let inside: [(property: String, expression: String, value: String)] = [
        (
            "user and groups", "os.getuid(), os.getgid(), set(os.getgroups()) <= {1000}",
            "(1000, 1000, True)"
        ),
        (
            "no capability", "{status[k] for k in status if k.startswith('Cap')}",
            "{'0000000000000000'}"
        ),
        ("no new privileges", "status['NoNewPrivs']", "'1'"),
        ("a system call filter", "status['Seccomp']", "'2'"),
        ("the agent is process 1", "words(1)[0][-7:], words(1)[1]", "('python3', '-I')"),
        ("no other process", "sorted(p for p in os.listdir('/proc') if p.isdigit())[0]", "'1'"),
        ("the agent's memory is closed", "refused('/proc/1/mem')", "True"),
        ("its environment too", "refused('/proc/1/environ')", "True"),
        ("no core dumps", "resource.getrlimit(resource.RLIMIT_CORE)", "(0, 0)"),
        ("open files", "resource.getrlimit(resource.RLIMIT_NOFILE)", "(1024, 1024)"),
        ("the size of a file", "resource.getrlimit(resource.RLIMIT_FSIZE)[0] >> 20", "128"),
        ("only the loopback device", "[n for _, n in socket.if_nameindex()]", "['lo']"),
        ("the root is read-only", "'ro' in mounts['/']", "True"),
        (
            "the workspace runs programs, but gives no rights",
            "{'rw', 'nosuid', 'nodev'} <= mounts['/sandbox'] and 'noexec' not in mounts['/sandbox']",
            "True"
        ),
        ("the workspace's size", "size('/sandbox')", "64"),
        ("the size of /tmp", "size('/tmp')", "64"),
        ("the size of /var/tmp", "size('/var/tmp')", "64"),
        (
            "no large place elsewhere",
            "sum(size(m) for m in ('/run',) if 'rw' in mounts.get(m, ()))", "0"
        ),
        ("the size of /dev/shm", "size('/dev/shm')", "64"),
        ("no kernel settings", "refused('/proc/sys/kernel/core_pattern', os.O_WRONLY)", "True"),
        ("the host's name", "socket.gethostname()", "'sandbox'"),
        (
            "only the sandbox's variables",
            "sorted(n for n in os.environ if n in ('HOSTNAME', 'PYTHON_VERSION', 'GPG_KEY', 'HTTP_PROXY', 'container'))",
            "[]"
        ),
        ("nor any it was started with", "open('/proc/self/environ').read().strip('\\0')", "''"),
        ("its home", "os.environ['HOME'], os.getcwd()", "('/sandbox/home', '/sandbox/workspace')"),
        ("nothing of the host's is mounted", "[m for m in mounts if 'docker.sock' in m]", "[]"),
    ]

    private static let prelude = """
        import os, resource, socket
        status = dict(l.split(':\\t', 1) for l in open('/proc/self/status').read().splitlines())
        mounts = {l.split()[1]: set(l.split()[3].split(',')) for l in open('/proc/mounts')}
        def words(p): return open(f'/proc/{p}/cmdline').read().split('\\0')
        def size(p): return os.statvfs(p).f_blocks * os.statvfs(p).f_frsize >> 20
        def refused(p, flags=os.O_RDONLY):
            try: os.close(os.open(p, flags))
            except OSError: return True
        """

    @Test(arguments: BackendUnderTest.containers)
    func `code inside finds that each property holds`(backend: BackendUnderTest) async throws {
        try await withContainer(backend) { session, _ in
            _ = try await session.run(Self.prelude)
            for (property, expression, value) in Self.inside {
                let result = try await session.run(expression)
                #expect(result.value == value, "\(property): \(result.outcome)")
            }
        }
    }

    /// Each relaxation, with what shows that it came through.
    static let relaxations:
        [(
            name: String, change: @Sendable (inout ContainerOptions) -> Void, expression: String,
            value: String
        )] = [
            (
                "more open files", { $0.openFiles = 2048 },
                "resource.getrlimit(resource.RLIMIT_NOFILE)[1]", "2048"
            ),
            (
                "larger files", { $0.fileSize = .gibibytes(1) },
                "resource.getrlimit(resource.RLIMIT_FSIZE)[1] >> 30", "1"
            ),
            ("another user", { $0.user = 1234 }, "os.getuid(), os.getgid()", "(1234, 1234)"),
            (
                "no programs", { $0.allowsPrograms = false }, "'noexec' in mounts['/sandbox']",
                "True"
            ),
            (
                "a root that can be written", { $0.writableRoot = true }, "'rw' in mounts['/']",
                "True"
            ),
            ("new privileges", { $0.allowsNewPrivileges = true }, "status['NoNewPrivs']", "'0'"),
            (
                "a capability", { $0.capabilities = ["NET_BIND_SERVICE"] },
                "int(status['CapBnd'], 16)", "1024"
            ),
        ]

    @Test(arguments: BackendUnderTest.containers, relaxations.indices)
    func `each property can be relaxed`(backend: BackendUnderTest, index: Int) async throws {
        let (name, change, expression, value) = Self.relaxations[index]
        try await withContainer(backend, change) { session, _ in
            _ = try await session.run(Self.prelude)
            let result = try await session.run(expression)
            #expect(result.value == value, "\(name): \(result.outcome)")
        }
    }

    private func withContainer(
        _ backend: BackendUnderTest,
        _ change: (inout ContainerOptions) -> Void = { _ in },
        _ body: (PythonSession, JSONValue) async throws -> Void
    ) async throws {
        let label = UUID().uuidString
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(256)
        configuration.limits.cpus = 0.75
        let container = backend.container(labelled: label, change)
        try await withPythonSession(on: container, configuration: configuration) { session in
            let engine = try backend.engine
            let ids = try await engine.containers(labelled: "test=\(label)")
            #expect(ids.count == 1)
            try await body(session, engine.request("GET", "/containers/\(ids[0])/json"))
        }
    }

    @Test(arguments: BackendUnderTest.containers.filter { $0 == .dockerCLI })
    func `the proxies of the command line's configuration don't get in`(
        backend: BackendUnderTest
    ) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("docker-config-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let proxy = "http://user:secret@proxy:3128"
        let configuration =
            #"{"proxies": {"default": {"httpProxy": "\#(proxy)", "noProxy": "\#(proxy)", "allProxy": "\#(proxy)"}}}"#
        try Data(configuration.utf8).write(to: directory.appendingPathComponent("config.json"))
        let proxied = DockerCLIBackend(
            environment: ["DOCKER_CONFIG": directory.path],
            catalog: BackendUnderTest.catalog
        )
        try await withPythonSession(on: proxied) { session in
            let found = try await session.run(
                "import os; [e for e in (str(dict(os.environ)), open('/proc/self/environ').read()) if 'proxy' in e.lower()]"
            )
            #expect(found.value == "[]")
        }
    }
}
