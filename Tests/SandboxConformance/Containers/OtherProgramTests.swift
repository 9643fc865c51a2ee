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
        let podman = try PodmanCommand(host: host)
        defer { podman.remove() }
        let label = UUID().uuidString
        var options = ContainerOptions()
        options.labels = ["test": label]
        let backend = podman.backend(options)
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
    }

    @Test(arguments: hosts)
    func `podman removes the containers of owners that are gone`(host: String) async throws {
        let podman = try PodmanCommand(host: host)
        defer { podman.remove() }
        try await PruneTests.check(podman.backend(), .podman)
    }
}

/// A command line of Podman that goes to a service.
private struct PodmanCommand {
    private let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("podman-\(UUID().uuidString)")

    init(host: String) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let script = "#!/bin/sh\nexec podman --remote --url \(host) \"$@\"\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: program))
        chmod(program, 0o755)
    }

    private var program: String { directory.appendingPathComponent("podman").path }

    func backend(_ options: ContainerOptions = ContainerOptions()) -> DockerCLIBackend {
        DockerCLIBackend(
            program: program,
            catalog: BackendUnderTest.catalog,
            options: options
        )
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }
}
