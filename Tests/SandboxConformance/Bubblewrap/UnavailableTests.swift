import Foundation
import SandboxCore
import Testing

/// Machines on which bubblewrap can't be used.
@Suite(.timeLimit(.minutes(1)))
struct UnavailableTests {
    @Test func `without bubblewrap the error says how to install it`() async throws {
        let backend = BubblewrapBackend(program: "/nowhere/bwrap")
        let error = await #expect(throws: SandboxError.self) {
            _ = try await backend.makePythonSession()
        }
        #expect(error?.code == .backendUnavailable)
        #expect(error?.message.contains("apt-get install bubblewrap") == true)
        guard case .unavailable(let reason, let remedy) = await backend.probe() else {
            Issue.record("available")
            return
        }
        #expect(reason.contains("not installed"))
        #expect(remedy == "apt-get install bubblewrap")
    }

    @Test func `with user namespaces forbidden the error says how to allow them`() async throws {
        // A user namespace of the test's own, in which no more of them may be made.
        let demo = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent(
            "sandbox-demo"
        ).path
        let program = try #require(
            demo.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
        )
        let script =
            "echo 0 > /proc/sys/user/max_user_namespaces; \"$0\" run --backend bubblewrap -c 1 2>&1; echo \"status $?\""
        let said = try await Host.output(
            of: "unshare",
            ["--user", "--map-root-user", "--mount", "sh", "-c", script, program]
        )
        #expect(said.contains("user.max_user_namespaces"), "\(said)")
        #expect(said.contains("status 3"), "\(said)")
    }

    @Test func `the probe of a machine that works says with what`() async throws {
        guard case .available(let details) = await BubblewrapBackend().probe() else {
            Issue.record("unavailable")
            return
        }
        #expect(details.contains { $0.hasPrefix("bubblewrap 0.") })
        #expect(details.contains { $0.hasPrefix("Python 3.") })
    }
}
