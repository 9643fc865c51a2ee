import Foundation
import SandboxCore
import Testing

/// An engine that dies under its sandboxes and comes back.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct EngineRestartTests {
    /// The tests' engine can't be killed, so this takes one of its own: where that may be started.
    static let backends =
        ProcessInfo.processInfo.environment["SANDBOX_MAY_START_ENGINES"] == "1"
        ? BackendUnderTest.containers : []

    @Test(arguments: backends)
    func `a cell is lost with what it said, starts are refused, and later ones work`(
        backend: BackendUnderTest
    ) async throws {
        let engine = PrivateEngine(isPodman: backend == .podman)
        try await engine.start()
        do {
            try await engine.load(BackendUnderTest.catalog[.python].image)
            try await check(backend, engine)
        } catch {
            try await engine.end()
            throw error
        }
        try await engine.end()
        #expect(Host.processes(mentioning: engine.directory).isEmpty)
    }

    private func check(_ backend: BackendUnderTest, _ engine: PrivateEngine) async throws {
        let sandboxes: any SandboxBackend =
            backend == .dockerCLI
            ? DockerCLIBackend(
                environment: ["DOCKER_HOST": engine.host],
                catalog: BackendUnderTest.catalog
            ) : DockerEngineBackend(host: engine.host, catalog: BackendUnderTest.catalog)
        let session = try await sandboxes.makePythonSession()
        let cell = "import sys, time\nsys.stdout.write('so far\\n')\ntime.sleep(100)"
        var result: CellResult?
        for try await progress in try await session.stream(cell) {
            if case .text = progress { try await engine.crash() }
            if case .finished(let end) = progress { result = end }
        }
        await session.close()
        #expect(result?.session == .gone)
        #expect(result?.text == "so far\n")
        if case .sessionLost(let reason) = result?.outcome {
            // Not running, or not answering as an engine any more.
            #expect(reason.hasPrefix("the sandbox ended: "), "\(reason)")
            #expect(reason.contains("start it") || reason.contains(engine.host), "\(reason)")
        } else {
            Issue.record("\(String(describing: result))")
        }

        let error = await #expect(throws: SandboxError.self) {
            _ = try await sandboxes.makePythonSession()
        }
        #expect(error?.code == .backendUnavailable)
        #expect(
            [.notRunning, .notInstalled].contains(error?.fault),
            "\(String(describing: error))"
        )
        #expect(await !sandboxes.probe().isAvailable)

        try await engine.start()
        let value = try await withPythonSession(on: sandboxes) { try await $0.run("6 * 7").value }
        #expect(value == "42")
        let left = try await Engine(host: engine.host).leftovers(
            labelled: "swift-python-sandbox.owner",
            within: .seconds(30)
        )
        #expect(left.isEmpty)
    }
}
