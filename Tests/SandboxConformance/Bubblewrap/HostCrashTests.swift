import Foundation
import SandboxCore
import Testing

/// What is left when the program that started a sandbox is killed.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct HostCrashTests {
    @Test func `a killed host leaves no process, and prune removes its control groups`()
        async throws
    {
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
        host.waitUntilExit()
        for _ in 0..<100 where !sandbox.filter(Host.isAlive).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(sandbox.filter(Host.isAlive).isEmpty)
        let pruned = await BubblewrapBackend().prune()
        if try await Host.isRoot() {
            #expect(pruned.contains { $0.contains("-\(host.processIdentifier)-") }, "\(pruned)")
        }
        let again = await BubblewrapBackend().prune()
        #expect(!again.contains { $0.contains("-\(host.processIdentifier)-") }, "\(again)")
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
