import Foundation
import SandboxCore
import SandboxHost
import Testing

/// The machine that the tests run on.
enum Host {
    /// Runs a program of the host and gives its output.
    static func output(of program: String, _ arguments: [String]) async throws -> String {
        let result = try await ProcessOutput.of(
            command(program, arguments),
            limit: 64 << 20,
            patience: .seconds(120)
        )
        return String(decoding: result.output, as: UTF8.self)
    }

    /// A program that is found as this one's would be, with its environment.
    ///
    /// Foundation's own processes leak, and the address sanitizer tells.
    static func command(_ program: String, _ arguments: [String]) -> ProcessCommand {
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        return ProcessCommand("/usr/bin/env", [program] + arguments, environment: environment)
    }

    /// Compiles a library for `LD_PRELOAD` from C and gives its path, to be removed after use.
    static func library(of source: String) async throws -> String {
        let path = NSTemporaryDirectory() + "shim-\(UUID().uuidString)"
        try Data(source.utf8).write(to: URL(fileURLWithPath: path + ".c"))
        defer { try? FileManager.default.removeItem(atPath: path + ".c") }
        let library = path + ".so"
        _ = try await output(of: "clang", ["-shared", "-fPIC", "-o", library, path + ".c"])
        return library
    }

    /// The command line program, which is built beside the tests.
    static var demo: String {
        get throws {
            let folder = Bundle.main.executableURL?.deletingLastPathComponent()
            let program = folder?.appendingPathComponent("sandbox-demo").path
            return try #require(
                program.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil },
                "sandbox-demo is not built"
            )
        }
    }

    /// The command line program's call with a cell on that backend; podman is found by `DOCKER_HOST`.
    static func demo(on backend: BackendUnderTest) throws -> [String] {
        let environment = backend == .podman ? BackendUnderTest.podmanHost : nil
        let name =
            switch backend {
            case .bubblewrap: "bubblewrap"
            case .dockerCLI: "docker-cli"
            case .dockerEngine, .podman: "docker-engine"
            }
        let image = ["--image", BackendUnderTest.catalog[.python].image]
        return (environment.map { ["env", "DOCKER_HOST=\($0)"] } ?? [])
            + [try demo, "run", "--backend", name] + (backend.isContainer ? image : [])
    }

    /// The processes that this one started, and theirs.
    static func descendants(of pid: Int) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let children = names.compactMap(Int.init).filter { status(of: $0, "PPid") == pid }
        return children + children.flatMap { descendants(of: $0) }
    }

    /// Those of them whose command line holds a text.
    static func descendants(of pid: Int, running text: String) -> [Int] {
        let mentioning = Set(processes(mentioning: text))
        return descendants(of: pid).filter(mentioning.contains)
    }

    /// All processes whose command line holds a text.
    static func processes(mentioning text: String) -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int.init).filter { pid in
            Self.text(of: "/proc/\(pid)/cmdline")?.contains(text) == true
        }
    }

    /// The process that this one's sandbox began with: an ancestor, and a child of this program.
    static func sandbox(of pid: Int) -> Int? {
        var child = pid
        while let parent = status(of: child, "PPid"), parent > 1 {
            if parent == Int(getpid()) { return child }
            child = parent
        }
        return nil
    }

    /// Whether there is such a process, and not just its remains.
    static func isAlive(_ pid: Int) -> Bool {
        text(of: "/proc/\(pid)/status").map { !$0.contains("State:\tZ") } ?? false
    }

    static func isRoot() async throws -> Bool {
        try await output(of: "id", ["-u"]).hasPrefix("0\n")
    }

    /// The users, as the host knows them, of the processes that run the agent.
    static func usersOfSandboxes() -> Set<Int> {
        // Of this program's own: those in containers are the engine's children.
        let agents = descendants(of: Int(getpid())).filter { pid in
            let line = text(of: "/proc/\(pid)/cmdline") ?? ""
            return line.contains("_sandbox_agent") && !line.contains("--")
        }
        return Set(agents.compactMap { status(of: $0, "Uid") })
    }

    /// The first number of a line of a process's status.
    private static func status(of pid: Int, _ field: String) -> Int? {
        text(of: "/proc/\(pid)/status")?.split(separator: "\n")
            .first { $0.hasPrefix(field + ":") }?
            .split(separator: "\t").dropFirst().first.flatMap { Int($0) }
    }

    /// The text of one of the kernel's files, whose size isn't known; `FileManager` leaks for these.
    private static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
