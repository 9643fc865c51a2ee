import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeLaunchTests {
    @Test func `a launch that fails throws the script's error`() async throws {
        let backend = FakeBackend {
            $0.onLaunch(.fails(SandboxError(.backendUnavailable, "not today")))
        }
        await expectError(.backendUnavailable) { try await backend.makePythonSession() }
        #expect(backend.recorded.launches.count == 1)
    }

    @Test func `one launch of several can fail`() async throws {
        let backend = FakeBackend {
            $0.onLaunch(.fails(SandboxError(.startFailed, "the second")), number: 2)
        }
        try await withPythonSession(on: backend) { _ in }
        await expectError(.startFailed) { try await backend.makePythonSession() }
        try await withPythonSession(on: backend) { _ in }
        #expect(backend.recorded.launches.count == 3)
    }

    @Test func `a backend that is not available starts nothing`() async throws {
        let backend = FakeBackend {
            $0.availability = .unavailable(reason: "no engine", remedy: "start it")
        }
        #expect(await backend.probe() == .unavailable(reason: "no engine", remedy: "start it"))
        await expectError(.backendUnavailable) { try await backend.makePythonSession() }
    }

    @Test func `a sandbox that is never ready fails at the start's time limit`() async throws {
        let backend = FakeBackend { $0.onLaunch(.neverReady) }
        let configuration = SessionConfiguration(startTimeout: .seconds(7))
        await expectError(.startFailed) { try await backend.makePythonSession(configuration) }
        #expect(backend.time.now.offset == .seconds(7))
        #expect(backend.recorded.endedSandboxes == 1)
    }

    @Test func `a slow start passes in virtual time`() async throws {
        let backend = FakeBackend { $0.onLaunch(.takes(.seconds(59))) }
        try await withPythonSession(on: backend) { _ in }
        #expect(backend.time.now.offset == .seconds(59))
    }

    @Test func `a start slower than the limit fails`() async throws {
        let backend = FakeBackend { $0.onLaunch(.takes(.seconds(61))) }
        await expectError(.startFailed) { try await backend.makePythonSession() }
        #expect(backend.time.now.offset == .seconds(60))
    }

    @Test func `an agent of another protocol version is refused`() async throws {
        let backend = FakeBackend { $0.onLaunch(.protocolVersion(2)) }
        await expectError(.startFailed) { try await backend.makePythonSession() }
    }

    @Test func `a sandbox that ends at once says why`() async throws {
        let backend = FakeBackend {
            $0.onLaunch(.exits(status: 70, diagnostics: "no libpython"))
        }
        let error = await #expect(throws: SandboxError.self) {
            try await backend.makePythonSession()
        }
        #expect(error?.code == .startFailed)
        #expect(error?.message.contains("no libpython") == true)
    }

    @Test func `what the agent is told is recorded`() async throws {
        let backend = FakeBackend { $0.notPreloaded = ["pandas": "no such module"] }
        let configuration = SessionConfiguration(
            limits: ResourceLimits(cpus: 1.5),
            output: OutputLimits(text: .kibibytes(4), displays: 3),
            environment: ["LANG": "C"],
            preload: ["numpy", "pandas"],
            patience: TeardownPatience(interrupt: .milliseconds(300))
        )
        try await withPythonSession(on: backend, configuration: configuration) { session in
            #expect(await session.notPreloaded == ["pandas": "no such module"])
        }
        let settings = try #require(backend.recorded.settings.first)
        #expect(settings.environment == ["LANG": "C"])
        #expect(settings.preload == ["numpy", "pandas"])
        #expect(settings.threads == 2)
        #expect(settings.outputBytes == 4096)
        #expect(settings.displayCount == 3)
        #expect(settings.interruptGrace == .milliseconds(300))
        #expect(backend.recorded.launches.first?.limits.cpus == 1.5)
    }
}
