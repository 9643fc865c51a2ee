import Foundation
import SandboxCore

/// Containers, beside the engine's own command line and docker-py.
enum Containers {
    static let megabytes = 50

    static var image: String {
        ProcessInfo.processInfo.environment["SANDBOX_PYTHON_IMAGE"] ?? "python:3.11-slim"
    }

    static func figures() async throws {
        let catalog = RuntimeCatalog.standard(pythonImage: image)
        let backends: [any SandboxBackend] = [
            DockerEngineBackend(catalog: catalog), DockerCLIBackend(catalog: catalog),
        ]
        for backend in backends {
            guard case .available = await backend.probe(.python) else {
                tell("\(backend.name): left out, it can't run \(image) here")
                continue
            }
            try await many(backend)
            try await start(backend)
            try await roundTrip(backend)
            try await transfers(backend)
        }
    }

    /// Until a session takes cells, and its close.
    @concurrent
    static func start(_ backend: any SandboxBackend) async throws {
        var ready: [Double] = []
        var close: [Double] = []
        var peers: [Double] = []
        var answers: [Double] = []
        var floors: [Double] = []
        let floor = try DockerPy()
        for _ in 0..<12 {
            floors.append(try floor.measure("floor"))
            peers.append(
                try await milliseconds {
                    try run(dockerRun + [image, "python3", "-c", "print(1)"])
                }
            )
            var pipe: BarePipe?
            answers.append(
                try await milliseconds { pipe = try BarePipe(dockerRun + [image]) }
            )
            pipe?.end()
            var session: PythonSession?
            ready.append(
                try await milliseconds {
                    session = try await backend.makePythonSession(Figures.roomy)
                }
            )
            close.append(await milliseconds { _ = await session?.close() })
        }
        show(
            "\(backend.name): session ready",
            median(ready),
            beside: ("create + attach + start, docker-py", median(floors))
        )
        show(
            "\(backend.name): session ready",
            median(ready),
            beside: ("docker run python3", median(peers))
        )
        show(
            "\(backend.name): session ready",
            median(ready),
            beside: ("docker run -i python3, first answer", median(answers))
        )
        show("\(backend.name): close", median(close))
        floor.end()
    }

    @concurrent
    static func roundTrip(_ backend: any SandboxBackend) async throws {
        try await withPythonSession(on: backend, configuration: Figures.roomy) { session in
            let pipe = try BarePipe(dockerRun + [image])
            var times: [[Double]] = [[], []]
            for _ in 0..<8 {
                for _ in 0..<250 { times[0].append(await milliseconds { pipe.roundTrip() }) }
                for _ in 0..<250 {
                    times[1].append(try await milliseconds { _ = try await session.run("1;") })
                }
            }
            pipe.end()
            show(
                "\(backend.name): trivial cell",
                median(times[1]),
                beside: ("docker run -i pipe", median(times[0]))
            )
        }
    }

    @concurrent
    static func transfers(_ backend: any SandboxBackend) async throws {
        var configuration = Figures.roomy
        configuration.limits.disk = .mebibytes(128)
        let bytes = [UInt8](repeating: 7, count: megabytes << 20)
        var times: [[Double]] = [[], [], [], []]
        // In several sessions: which processes share a processor stays the same in each.
        for _ in 0..<5 {
            try await withPythonSession(on: backend, configuration: configuration) { session in
                for _ in 0..<3 {
                    times[0].append(
                        try await milliseconds {
                            try await session.workspace.write(bytes, to: "file")
                        }
                    )
                    times[1].append(
                        try await milliseconds {
                            let back = try await session.workspace.read("file")
                            precondition(back.count == bytes.count)
                        }
                    )
                    times[2].append(try Stream.into(dockerRun + [image], bytes))
                    times[3].append(try Stream.outOf(dockerRun + [image], bytes.count))
                }
            }
        }
        showRate("\(backend.name): upload", median(times[0]), beside: median(times[2]))
        showRate("\(backend.name): download", median(times[1]), beside: median(times[3]))
    }

    /// Twenty at once, and the memory that an idle session takes on the host: in this program, and in
    /// those that it started.
    @concurrent
    static func many(_ backend: any SandboxBackend) async throws {
        func open(_ count: Int) async throws -> [PythonSession] {
            try await withThrowingTaskGroup(of: PythonSession.self) { group in
                for _ in 0..<count {
                    group.addTask { try await backend.makePythonSession() }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        func close(_ sessions: [PythonSession]) async {
            await withTaskGroup(of: Void.self) { group in
                for session in sessions { group.addTask { _ = await session.close() } }
            }
        }
        // What the first sessions leave in the allocator is not those that follow.
        await close(try await open(5))
        let before = residentBytes(of: getpid())
        var sessions: [PythonSession] = []
        let time = try await milliseconds { sessions = try await open(20) }
        show("\(backend.name): 20 sessions at once ready", time)
        let own = (residentBytes(of: getpid()) - before) / 20 / 1024
        let others = children().map(residentBytes(of:)).reduce(0, +) / 20 / 1024
        tell(
            "\(backend.name): an idle session on the host: \(own) KiB in this program, "
                + "\(others) KiB in programs that it started"
        )
        await close(sessions)
    }

    static let dockerRun = [
        "docker", "run", "--rm", "-i", "--network", "none", "--memory", "1g", "--memory-swap", "1g",
        "--cpus", "2", "--pids-limit", "50", "--cap-drop", "ALL", "--security-opt",
        "no-new-privileges", "--read-only", "--tmpfs", "/sandbox:exec,mode=1777,size=128m",
        "--user",
        "1000:1000", "--log-driver", "none",
    ]

    static func showRate(_ name: String, _ milliseconds: Double, beside other: Double) {
        let rate = Double(megabytes) / milliseconds * 1000
        let peer = Double(megabytes) / other * 1000
        tell(
            "\(name): \(Int(rate)) MiB/s; docker run -i \(Int(peer)) MiB/s; ratio "
                + String(format: "%.2f", rate / peer)
        )
    }

    /// The memory of a process that it shares with no other, in bytes.
    static func residentBytes(of pid: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8)) ?? ""
        let own = text.split(separator: "\n").filter { $0.hasPrefix("Private_") }
        return own.compactMap { Int($0.filter(\.isNumber)) }.reduce(0, +) * 1024
    }

    static func children() -> [Int32] {
        let path = "/proc/\(getpid())/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return threads.flatMap { thread in
            let text = try? String(contentsOfFile: "\(path)/\(thread)/children", encoding: .utf8)
            return (text ?? "").split(separator: " ").compactMap { Int32($0) }
        }
    }
}
