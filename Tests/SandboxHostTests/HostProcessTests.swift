import Foundation
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HostProcessTests {
    @Test func `a descendant that keeps the output doesn't keep who waits for it`() async throws {
        let output = try await ProcessOutput.of(shell("sleep 200 2> /dev/null & echo $!"))
        #expect(output.termination == .exited(0))
        let pid = try #require(
            Int32(String(decoding: output.output, as: UTF8.self).split(separator: "\n")[0])
        )
        kill(pid, SIGKILL)
    }

    @Test func `input goes in, output and errors come out apart`() async throws {
        let output = try await ProcessOutput.of(
            shell("read line; echo got $line; echo bad >&2; exit 3"),
            input: Array("hello\n".utf8)
        )
        #expect(String(decoding: output.output, as: UTF8.self) == "got hello\n")
        #expect(String(decoding: output.errorTail, as: UTF8.self) == "bad\n")
        #expect(output.termination == .exited(3))
    }

    @Test func `nothing of the environment and no descriptor is inherited`() async throws {
        let leak = open("/etc/passwd", O_RDONLY)  // not closed on exec
        defer { close(leak) }
        let output = try await ProcessOutput.of(shell("env; ls /proc/self/fd"))
        let lines = String(decoding: output.output, as: UTF8.self).split(separator: "\n")
        #expect(
            Set(lines).subtracting([
                "PATH=/usr/bin:/bin", "PWD=\(FileManager.default.currentDirectoryPath)",
                "_=/usr/bin/env", "SHLVL=1", "SHLVL=0", "OLDPWD",
            ]) == ["0", "1", "2", "3"]
        )
    }

    @Test func `files are passed as descriptors from 3 on`() async throws {
        var command = shell("cat <&3; cat <&4; echo report >&5")
        command.files = [Array("three ".utf8), Array("four".utf8)]
        command.reports = true
        let process = try await HostProcess.launch(command)
        var text: [UInt8] = []
        while let chunk = try await process.stream.receive() { text += chunk }
        #expect(String(decoding: text, as: UTF8.self) == "three four")
        let report = try await process.report?.receive()
        #expect(report == Array("report\n".utf8))
        #expect(await process.end(after: .seconds(5)) == .exited(0))
    }

    @Test func `a program that is missing is an error that names it`() async throws {
        let error = await #expect(throws: SystemError.self) {
            _ = try await HostProcess.launch(ProcessCommand("/nowhere/program", []))
        }
        #expect(error?.code == ENOENT)
        #expect(error?.description.contains("/nowhere/program") == true)
    }

    @Test func `an argument with a NUL is refused`() async throws {
        let error = await #expect(throws: SystemError.self) {
            _ = try await HostProcess.launch(ProcessCommand("/bin/echo", ["a\0b"]))
        }
        #expect(error?.code == EINVAL)
    }

    @Test func `a limit on open files below the parent's own number of them is no obstacle`()
        async throws
    {
        let held = (0..<100).map { _ in open("/dev/null", O_RDONLY) }
        defer { for descriptor in held { close(descriptor) } }
        var command = shell("ulimit -n")
        command.limits = [.init(resource: 7, value: 50)]
        let output = try await ProcessOutput.of(command)
        #expect(String(decoding: output.output, as: UTF8.self) == "50\n")
    }

    @Test func `signals are told apart from exits`() async throws {
        let output = try await ProcessOutput.of(shell("kill -9 $$"))
        #expect(output.termination == .signalled(9))
    }

    @Test func `writing to a program that has closed its input is an error, not a signal`()
        async throws
    {
        let process = try await HostProcess.launch(shell("exec <&-; exit 0"))
        _ = await process.termination()
        await #expect(throws: SystemError.self) {
            for _ in 0..<100 {
                try await process.stream.send([UInt8](repeating: 0, count: 1 << 16))
            }
        }
        _ = await process.end(after: .seconds(1))
    }

    @Test func `a descendant that holds the streams doesn't hold up the end`() async throws {
        // Waiting for it would take longer than the suite may.
        let process = try await HostProcess.launch(shell("sleep 100 & exit 0"))
        #expect(await process.end(after: .seconds(100)) == .exited(0))
    }

    @Test func `a megabyte goes through and back`() async throws {
        let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let output = try await ProcessOutput.of(shell("cat"), input: bytes, limit: 2 << 20)
        #expect(output.output == bytes)
    }

    @Test func `too much output and too much time are errors`() async throws {
        let flood = await #expect(throws: SystemError.self) {
            _ = try await ProcessOutput.of(shell("cat /dev/zero"), limit: 1000)
        }
        #expect(flood?.code == EFBIG)
        let sloth = await #expect(throws: SystemError.self) {
            _ = try await ProcessOutput.of(shell("sleep 30"), patience: .milliseconds(200))
        }
        #expect(sloth?.code == ETIMEDOUT)
    }

    @Test func `a waiting reader can be cancelled`() async throws {
        let process = try await HostProcess.launch(shell("sleep 30"))
        let reader = Task { try await process.stream.receive() }
        try await Task.sleep(for: .milliseconds(50))
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
        _ = await process.end(after: .zero)
    }

    /// In a process of its own: other tests have children and descriptors too.
    @Test func `fifty programs at once leave no descriptor and no zombie`() async throws {
        await #expect(processExitsWith: .success) {
            func descriptors() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            }
            _ = try await ProcessOutput.of(shell("true"))
            let before = try descriptors()
            try await withThrowingTaskGroup(of: ProcessTermination.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        try await ProcessOutput.of(shell("exit \(number)")).termination
                    }
                }
                var statuses: Set<ProcessTermination> = []
                for try await status in group { statuses.insert(status) }
                #expect(statuses == Set((0..<50).map { .exited($0) }))
            }
            for number in 0..<20 {
                await #expect(throws: SystemError.self) {
                    _ = try await HostProcess.launch(ProcessCommand("/nowhere/\(number)", []))
                }
            }
            let count = shell("ps -o stat= --ppid \(getpid()) | grep -c Z")
            let zombies = try await ProcessOutput.of(count).output
            #expect(String(decoding: zombies, as: UTF8.self) == "0\n")
            // The runtime opens a few for its timers, when it likes to.
            #expect(try descriptors() < before + 10)
        }
    }
}

private func shell(_ script: String) -> ProcessCommand {
    ProcessCommand("/bin/sh", ["-c", script], environment: ["PATH=/usr/bin:/bin"])
}
