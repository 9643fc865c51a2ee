import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HangingEngineTests {
    @Test func `an engine that hangs holds nobody up for long`() async throws {
        try await withTemporaryDirectory { directory in
            let socket = try SilentSocket("\(directory)/engine")
            defer { socket.close() }
            let environment = ["DOCKER_HOST": "unix://\(directory)/engine"]
            let began = ContinuousClock.now
            async let run = Demo.run(["run", "-c", "print(1)"], environment: environment)
            let report = try await Demo.run(["doctor"], environment: environment)
            #expect(report.output.contains("docker-engine: not available: it gave no answer"))
            #expect(try await run.output == "1\n")
            #expect(try await run.errors.contains("docker-engine gave no answer"))
            #expect(ContinuousClock.now - began < .seconds(30))
        }
    }

    @Test(arguments: [["prepare", "python"], ["run", "-c", "1"], ["prune"]])
    func `Ctrl-C ends a command that waits for an engine`(_ command: [String]) async throws {
        try await withTemporaryDirectory { directory in
            let socket = try SilentSocket("\(directory)/engine")
            defer { socket.close() }
            let script = """
                set -m
                export DOCKER_HOST=unix://"$1"/engine
                "$0" "${@:2}" --backend docker-engine & pid=$!
                sleep 0.5
                kill -INT $pid
                wait $pid
                """
            let arguments = ["-c", script, Demo.executable, directory] + command
            let shell = ProcessCommand("/bin/bash", arguments)
            let ending = try await ProcessOutput.of(shell, patience: .seconds(8))
            #expect(ending.termination == .exited(130))
        }
    }
}
