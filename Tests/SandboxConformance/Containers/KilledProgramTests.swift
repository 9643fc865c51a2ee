import Foundation
import SandboxCore
import Testing

/// A command line that dies while the engine is still at what it was asked for.
@Suite(.timeLimit(.minutes(1)))
struct KilledProgramTests {
    private let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("docker-\(UUID().uuidString)")

    private func lines(of name: String) -> [Substring] {
        let url = directory.appendingPathComponent(name)
        return ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n")
    }

    @Test func `its container is looked for more than once, since it may come late`() async throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let program = directory.appendingPathComponent("docker")
        let script = """
            #!/bin/sh
            cd "$(dirname "$0")" || exit 1
            echo "$1" >> calls
            case "$1" in
            info) echo '{"ServerVersion": "24.0", "OSType": "linux"}' ;;
            image) echo 'sha256:\(UUID().uuidString.lowercased()) null' ;;
            run) echo $$ > run; exec sleep 1000 ;;
            rm) echo "Error: No such container" >&2; exit 1 ;;
            esac
            """
        try Data(script.utf8).write(to: program)
        chmod(program.path, 0o755)
        let start = Task {
            try await DockerCLIBackend(program: program.path).makePythonSession()
        }
        while lines(of: "run").isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        let pid = try #require(lines(of: "run").first.flatMap { Int32($0) })
        kill(pid, SIGKILL)
        await #expect(throws: SandboxError.self) { _ = try await start.value }
        for _ in 0..<200 where lines(of: "calls").count(where: { $0 == "rm" }) < 3 {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(lines(of: "calls").count { $0 == "rm" } >= 3)
    }
}
