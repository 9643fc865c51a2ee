import Foundation

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
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    static func isRoot() async throws -> Bool {
        try await output(of: "id", ["-u"]).hasPrefix("0\n")
    }

    /// The users, as the host knows them, of the processes that run the agent.
    static func usersOfSandboxes() -> Set<Int> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let agents = names.filter { name in
            let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
            let text = String(decoding: line, as: UTF8.self)
            return text.contains("_sandbox_agent") && !text.contains("--as-pid-1")
        }
        let users = agents.compactMap { name -> Int? in
            let status = FileManager.default.contents(atPath: "/proc/\(name)/status") ?? Data()
            let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
                .first { $0.hasPrefix("Uid:") }
            return line?.split(separator: "\t").dropFirst().first.flatMap { Int($0) }
        }
        return Set(users)
    }
}
