import Foundation
import SandboxCore
import Testing

/// What is left when the program that started a sandbox is killed.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct HostCrashTests {
    @Test(arguments: [false, true])
    func `a killed host leaves no process, and prune or the next start removes its control groups`(
        byStart: Bool
    ) async throws {
        let host = Foundation.Process()
        let output = Foundation.Pipe()
        host.executableURL = URL(fileURLWithPath: try Host.demo)
        let mark = "mark-\(UUID().uuidString)"
        let code =
            "import subprocess, time\nsubprocess.Popen(['sleep', '1000'])\nprint('\(mark)', flush=True)\ntime.sleep(1000)"
        host.arguments = ["run", "--backend", "bubblewrap", "-c", code]
        host.standardOutput = output
        try host.run()
        var text = ""
        while !text.contains(mark) {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty)
            text += String(decoding: data, as: UTF8.self)
        }
        let sandbox = Host.descendants(of: Int(host.processIdentifier))
        #expect(sandbox.count >= 4, "bubblewrap, supervisor, worker and sleep: \(sandbox)")
        kill(host.processIdentifier, SIGKILL)
        // `waitUntilExit()` on a thread of Swift's pool can wait for ever.
        while host.isRunning { try await Task.sleep(for: .milliseconds(1)) }
        for _ in 0..<100 where !sandbox.filter(Host.isAlive).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(sandbox.filter(Host.isAlive).isEmpty)
        // A start of another test may do it too.
        for _ in 0..<50 where try await !Self.controlGroups(of: host.processIdentifier).isEmpty {
            if byStart {
                let start = try Host.demo(on: .bubblewrap) + ["-c", "1"]
                _ = try await Host.output(of: start[0], Array(start.dropFirst()))
            } else {
                _ = await BubblewrapBackend().prune()
            }
        }
        #expect(try await Self.controlGroups(of: host.processIdentifier).isEmpty)
    }

    private static func controlGroups(of process: Int32) async throws -> [Substring] {
        let name = "swift-python-sandbox-*-\(process)-*"
        return try await Host.output(of: "find", ["/sys/fs/cgroup", "-type", "d", "-name", name])
            .split(separator: "\n")
    }

    @Test func `prune leaves the groups of a live host alone`() async throws {
        try await BackendUnderTest.bubblewrap.withSession { session in
            _ = await BubblewrapBackend().prune()
            let result = try await session.run("1 + 1")
            #expect(result.value == "2")
            #expect(await session.usage() != nil)
        }
    }
}
