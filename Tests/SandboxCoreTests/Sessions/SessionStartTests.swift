import Testing

@testable import SandboxCore

@Suite(.timeLimit(.minutes(1)))
struct SessionStartTests {
    /// A connection on which the answer is there before the question is known to be sent.
    private struct LateSender: SandboxConnection {
        let base: any SandboxConnection
        let output: FakeOutput

        var agent: AgentProgram { base.agent }
        func send(_ bytes: [UInt8]) async throws {
            try await base.send(bytes)
            await output.drained()
        }
        func post(_ bytes: [UInt8]) { base.post(bytes) }
        func closeInput() async { await base.closeInput() }
        func receive() async throws -> [UInt8]? { try await base.receive() }
        func usage() async -> SandboxUsage? { await base.usage() }
        func terminate() async -> Termination { await base.terminate() }
    }

    @Test func `the agent may be ready before its delivery is known to be sent`() async throws {
        let output = FakeOutput(pieceLimit: 64 << 10)
        let clock = FakeClock()
        let agent = try FakeAgent(
            number: 1,
            script: FakeScript(),
            limits: ResourceLimits(),
            clock: clock,
            output: output,
            ledger: FakeLedger()
        )
        let connection = LateSender(base: FakeConnection(agent), output: output)
        let session = PythonSession(
            connection: connection,
            clock: clock,
            configuration: SessionConfiguration(),
            log: SessionLog(SessionConfiguration(), backend: "fake")
        )
        try await session.start()
        #expect(await session.pythonVersion == "3.12.0")
        await session.close()
    }

    /// A connection to a sandbox that could not be started, which is known before the agent is sent.
    private struct Refused: SandboxConnection {
        let error: SandboxError
        let agent = AgentProgram.source

        func send(_ bytes: [UInt8]) async throws { try await Task.sleep(for: .milliseconds(100)) }
        func post(_ bytes: [UInt8]) {}
        func closeInput() async {}
        func receive() async throws -> [UInt8]? { nil }
        func usage() async -> SandboxUsage? { nil }
        func terminate() async -> Termination { Termination(cause: .exited(125), failure: error) }
    }

    @Test func `why there is no sandbox is told as the backend knows it, however early`() async {
        let error = SandboxError(.backendUnavailable, "an old engine", fault: .engineTooOld)
        let session = PythonSession(
            connection: Refused(error: error),
            clock: HostClock(),
            configuration: SessionConfiguration(),
            log: SessionLog(SessionConfiguration(), backend: "refused")
        )
        let told = await #expect(throws: SandboxError.self) { try await session.start() }
        #expect(told?.code == .backendUnavailable)
        #expect(told?.fault == .engineTooOld)
        #expect(told?.message == error.message)
    }

    /// Starts a sandbox once nobody waits for it any more.
    private struct TardyBackend: SandboxBackend {
        let base: FakeBackend

        var name: String { base.name }
        func capabilities() async -> BackendCapabilities { await base.capabilities() }
        func probe() async -> BackendAvailability { await base.probe() }
        func probe(_ runtime: Runtime) async -> BackendAvailability { await base.probe(runtime) }
        func prune() async -> [String] { [] }
        func launch(
            _ specification: SandboxSpecification
        ) async throws -> any SandboxConnection {
            try? await Task.sleep(for: .seconds(60))
            // Those who waited have heard of the cancellation by then.
            await Task.detached { try? await Task.sleep(for: .milliseconds(100)) }.value
            return try await base.launch(specification)
        }
    }

    @Test func `a sandbox that starts after its start was cancelled is ended`() async throws {
        let backend = TardyBackend(base: FakeBackend())
        let start = Task { try await backend.makePythonSession() }
        start.cancel()
        await #expect(throws: CancellationError.self) { try await start.value }
        #expect(backend.base.recorded.launches.count == 1)
        #expect(backend.base.recorded.endedSandboxes == 1)
    }

    @Test func `an agent with another nonce is refused`() async throws {
        let backend = FakeBackend { $0.onLaunch(.wrongNonce) }
        await expectError(.startFailed) { try await backend.makePythonSession() }
    }
}
