import Foundation
import Testing

/// The machine that the tests run on.
enum Host {
    /// Runs a program of the host and gives its output.
    static func output(of program: String, _ arguments: [String]) async throws -> String {
        let process = Foundation.Process()
        let pipe = Foundation.Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: data, as: UTF8.self)
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

    private static func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
