import Foundation
import SandboxCore
import Testing

/// Command lines that die or fail without a word.
@Suite(.timeLimit(.minutes(1)))
struct KilledProgramTests {
    @Test func `its container is looked for more than once, since it may come late`() async throws {
        let program = try StubProgram(
            """
            echo "$1" >> calls
            case "$1" in
            info) echo '{"ServerVersion": "24.0", "OSType": "linux"}' ;;
            image) echo 'sha256:\(UUID().uuidString.lowercased()) null' ;;
            run) echo $$ > run; exec sleep 1000 ;;
            rm) echo "Error: No such container" >&2; exit 1 ;;
            esac
            """
        )
        defer { program.remove() }
        let start = Task {
            try await DockerCLIBackend(program: program.path).makePythonSession()
        }
        while program.lines(of: "run").isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        let pid = try #require(program.lines(of: "run").first.flatMap { Int32($0) })
        kill(pid, SIGKILL)
        let error = await #expect(throws: SandboxError.self) { _ = try await start.value }
        #expect(error?.message.contains("run' was ended by signal 9: try again") == true)
        for _ in 0..<200 where program.lines(of: "calls").count(where: { $0 == "rm" }) < 3 {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(program.lines(of: "calls").count { $0 == "rm" } >= 3)
    }

    @Test(
        arguments: [
            ("exit 3", "ended with status 3 and gave no reason: see by hand"),
            ("kill -9 $$", "was ended by signal 9: try again"),
            (
                "echo hello",
                ": see by hand that it is the command line of docker, podman or nerdctl"
            ),
        ]
    )
    func `a program that gives no reason is told with how it ended`(
        script: String,
        words: String
    ) async throws {
        let program = try StubProgram(script)
        defer { program.remove() }
        await expect(words, from: DockerCLIBackend(program: program.path))
    }

    @Test func `a program that can't be run is told as that`() async throws {
        let program = try StubProgram("", interpreter: "/no/such")
        defer { program.remove() }
        await expect("could not be run: see by hand", from: DockerCLIBackend(program: program.path))
    }

    private func expect(_ words: String, from backend: DockerCLIBackend) async {
        for what in ["start", "preparation"] {
            let error = await #expect(throws: SandboxError.self) {
                if what == "start" {
                    _ = try await backend.makePythonSession()
                } else {
                    try await backend.prepare(.base) { _ in }
                }
            }
            #expect(error?.code == .backendUnavailable, "\(what): \(String(describing: error))")
            #expect(error?.message.contains(words) == true, "\(what): \(error?.message ?? "")")
        }
        guard case .unavailable(let reason, let remedy) = await backend.probe() else {
            Issue.record("it is said to be available")
            return
        }
        #expect("\(reason): \(remedy)".contains(words))
    }
}
