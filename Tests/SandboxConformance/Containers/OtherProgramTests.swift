import Foundation
import SandboxCore
import Testing

/// The command line backend with another program than docker: Podman's.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct OtherProgramTests {
    static let hosts =
        BackendUnderTest.allCases.contains(.podman)
        ? [BackendUnderTest.podmanHost].compactMap { $0 } : []

    @Test(arguments: hosts)
    func `podman runs cells, moves files, keeps limits and leaves nothing`(
        host: String
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString
        )
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let program = directory.appendingPathComponent("podman").path
        let script = "#!/bin/sh\nexec podman --remote --url \(host) \"$@\"\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: program))
        chmod(program, 0o755)

        let label = UUID().uuidString
        var options = ContainerOptions()
        options.labels = ["test": label]
        let backend = DockerCLIBackend(
            program: program,
            catalog: BackendUnderTest.catalog,
            options: options
        )
        #expect(await backend.probe().isAvailable)
        #expect(await backend.capabilities().memory.holdsForWholeSandbox)
        try await withPythonSession(on: backend) { session in
            _ = try await session.run("x = 20")
            #expect(try await session.run("x + 1").value == "21")
            try await session.workspace.write(Array("hello".utf8), to: "file")
            #expect(try await session.run("open('file').read()").value == "'hello'")
            let late = try await session.run(
                "while True: pass",
                CellOptions(timeout: .milliseconds(300))
            )
            #expect(late.outcome == .timedOut)
            #expect(late.session == .kept)
        }
        let engine = try BackendUnderTest.podman.engine
        #expect(try await engine.leftovers(labelled: "test=\(label)").isEmpty)
        #expect(try await backend.prune().isEmpty)
    }
}
