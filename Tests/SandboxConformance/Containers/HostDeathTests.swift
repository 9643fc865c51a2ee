import Foundation
import NotebookModel
import SandboxCore
import Testing

/// What is left when the program that started a container is killed.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HostDeathTests {
    @Test(arguments: BackendUnderTest.containers)
    func `a killed host leaves no container, in whatever moment`(
        backend: BackendUnderTest
    ) async throws {
        // In the middle of a cell, and while the container is created or starts.
        for moment in [nil, 60, 150, 250] {
            let host = try await Self.killedHost(on: backend, after: moment)
            let label = "/\(host)/"  // the process in an owner's label
            var left = try await Self.containers(of: label, backend)
            for _ in 0..<100 where !left.isEmpty {
                // One that was made and not started stays for the reaper.
                _ = try await backend.backend.prune()
                try await Task.sleep(for: .milliseconds(50))
                left = try await Self.containers(of: label, backend)
            }
            #expect(left.isEmpty, "\(String(describing: moment)): \(left)")
        }
    }

    /// Starts the command line program with a cell that never ends, and kills it.
    ///
    /// - Parameters:
    ///   - backend: Where it has its container.
    ///   - milliseconds: When; nil is once the cell runs.
    /// - Returns: The number that its process had.
    /// - Throws: When it can't be started.
    private static func killedHost(
        on backend: BackendUnderTest,
        after milliseconds: Int?
    ) async throws -> Int32 {
        let host = Foundation.Process()
        let output = Foundation.Pipe()
        host.executableURL = URL(fileURLWithPath: try Host.demo)
        let code =
            "import subprocess, time\nsubprocess.Popen(['sleep', '1000'])\nprint('on', flush=True)\ntime.sleep(1000)"
        host.arguments = [
            "run", "--backend", backend == .dockerCLI ? "docker-cli" : "docker-engine", "--image",
            BackendUnderTest.catalog[.python].image, "-c", code,
        ]
        var environment = ProcessInfo.processInfo.environment
        if backend == .podman { environment["DOCKER_HOST"] = BackendUnderTest.podmanHost }
        host.environment = environment
        host.standardOutput = output
        host.standardError = FileHandle.nullDevice
        try host.run()
        if let milliseconds {
            try await Task.sleep(for: .milliseconds(milliseconds))
        } else {
            var said = Data()
            while !said.contains(10), case let more = output.fileHandleForReading.availableData,
                !more.isEmpty
            {
                said += more
            }
            #expect(String(decoding: said, as: UTF8.self) == "on\n")
        }
        kill(host.processIdentifier, SIGKILL)
        return host.processIdentifier
    }

    private static func containers(
        of owner: String,
        _ backend: BackendUnderTest
    ) async throws -> [String] {
        let engine = try backend.engine
        var left: [String] = []
        for id in try await engine.containers(labelled: "swift-python-sandbox.owner") {
            let description = try await engine.request("GET", "/containers/\(id)/json")
            let label = description["Config"]?["Labels"]?["swift-python-sandbox.owner"]?.stringValue
            if label?.contains(owner) == true { left.append(id) }
        }
        return left
    }
}
