import Foundation
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(1)))
struct IdentityTests {
    @Test func `the boot has a name, which stays`() {
        let boot = HostIdentity.bootID
        #expect(!boot.isEmpty)
        #expect(boot != HostIdentity.unknownBoot)
        #expect(boot == HostIdentity.bootID)
        // It is a part of labels.
        #expect(!boot.contains { $0 == "/" || $0.isWhitespace || !$0.isASCII })
    }

    @Test func `the space of process ids has a number where there are such spaces`() {
        #if os(Linux)
        #expect(!HostIdentity.processSpace.isEmpty)
        #endif
        #expect(HostIdentity.processSpace.filter(\.isNumber) == HostIdentity.processSpace)
    }

    @Test func `a process has one start time for its life, and none without life`() throws {
        let own = try #require(HostIdentity.startTime(of: HostIdentity.processID))
        #expect(own == HostIdentity.startTime(of: HostIdentity.processID))
        #expect(UInt64(own) ?? 0 > 0)
        #expect(HostIdentity.startTime(of: 0) == nil)
        #expect(HostIdentity.startTime(of: -1) == nil)
        #expect(HostIdentity.startTime(of: .max) == nil)
        #expect(HostIdentity.exists(HostIdentity.processID))
        #expect(!HostIdentity.exists(.max))
    }

    @Test(arguments: ["plain", "a) S 1 (b", "( )", "x y"])
    func `a process may have any name`(name: String) async throws {
        let directory = NSTemporaryDirectory() + "identity-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let program = "\(directory)/\(name)"
        try FileManager.default.createSymbolicLink(
            atPath: program,
            withDestinationPath: "/bin/sh"
        )
        let process = try await HostProcess.launch(
            ProcessCommand(program, ["-c", "echo ready; read line"])
        )
        #expect(try await process.stream.receive() == Array("ready\n".utf8))
        let started = HostIdentity.startTime(of: process.pid).flatMap { UInt64($0) }
        let own = HostIdentity.startTime(of: HostIdentity.processID).flatMap { UInt64($0) }
        #expect(started ?? 0 >= own ?? .max)
        #expect(HostIdentity.exists(process.pid))
        process.stream.closeInput()
        _ = await process.end(after: .seconds(5))
    }

    @Test func `the environment is that of this program`() throws {
        let environment = HostIdentity.environment
        let path = try #require(ProcessInfo.processInfo.environment["PATH"])
        #expect(environment.contains("PATH=\(path)"))
        #expect(environment.allSatisfy { $0.contains("=") })
        #expect(HostIdentity.environment("PATH") == path)
        #expect(HostIdentity.environment("SANDBOX_NO_SUCH_VARIABLE") == nil)
    }
}
