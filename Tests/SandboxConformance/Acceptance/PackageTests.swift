import Foundation
import SandboxCore
import Testing

/// Packages come in a step of their own; the session never has a network.
@Suite(.timeLimit(.minutes(5)))
struct PackageTests {
    /// As this machine's pip is configured, with the host's certificates.
    private static let source: PackageSource = {
        let host = ProcessInfo.processInfo.environment
        let kept = ["PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST"]
        var environment = host.filter { kept.contains($0.key) }
        let certificates = "/etc/ssl/certs/ca-certificates.crt"
        if FileManager.default.fileExists(atPath: certificates) {
            environment["PIP_CERT"] = certificates
        }
        return PackageSource(backend: BubblewrapBackend(network: .host), environment: environment)
    }()

    @Test(arguments: BackendUnderTest.allCases)
    func `a package and what it needs are there after the installation, also after a restart`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.preload = ["json"]  // the worker of a restart then finds all in memory
        try await backend.withSession(configuration) { session in
            _ = try await session.run("kept = 1")
            // Files with the names of what an installation imports are not in its way.
            for name in ["gzip", "shutil", "tarfile", "optparse"] {
                try await session.workspace.write(Array("1 / 0".utf8), to: "\(name).py")
            }
            let installed = try await session.install(["sampleproject==4.0.0"], from: Self.source)
            #expect(installed.contains("sampleproject==4.0.0"))
            #expect(installed.contains { $0.hasPrefix("peppercorn==") })
            let used = try await session.run("import sample, peppercorn\nkept")
            #expect(used.value == "1")
            #expect(try await session.workspace.list().entries.count == 4)
            try await session.restart()
            #expect(try await session.run("import sample").outcome == .ok)
            let connection = "import socket\nsocket.create_connection(('1.1.1.1', 443), 5)"
            let outside = try await session.run(connection)
            #expect(outside.outcome.exception?.name == "OSError")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what can't be had is said, and leaves nothing`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let missing = await #expect(throws: SandboxError.self) {
                try await session.install(["no-such-package-7f3a"], from: Self.source)
            }
            #expect(missing?.code == .transferFailed)
            #expect(missing?.message.contains("no-such-package-7f3a") == true)
            var small = Self.source
            small.size = .mebibytes(1)
            let large = await #expect(throws: SandboxError.self) {
                try await session.install(["numpy"], from: small)
            }
            #expect(large?.code == .quotaExceeded, "\(large?.message ?? "")")
            var brief = Self.source
            brief.timeout = .milliseconds(50)
            let slow = await #expect(throws: SandboxError.self) {
                try await session.install(["sampleproject"], from: brief)
            }
            #expect(slow?.code == .transferFailed)
            let cutOff = PackageSource(backend: backend.backend)
            let refused = await #expect(throws: SandboxError.self) {
                try await session.install(["sampleproject"], from: cutOff)
            }
            #expect(refused?.code == .rejected)
            let workspace = try await session.workspace.list()
            #expect(workspace.entries.isEmpty)
        }
    }

    @Test func `only a sandbox that shall have the host's network has it`() async throws {
        let code =
            "import os\nsorted(os.listdir('/sys/class/net')) if os.path.exists('/sys') else open('/proc/net/dev').read().count(':')"
        let open = BubblewrapBackend(network: .host)
        #expect(await !open.capabilities().isolatesNetwork)
        let shared = try await withPythonSession(on: open) { try await $0.run(code).value }
        let closed = try await withPythonSession(on: .bubblewrap()) { try await $0.run(code).value }
        #expect(closed == "1")
        #expect(try #require(Int(shared ?? "")) > 1)
    }
}
