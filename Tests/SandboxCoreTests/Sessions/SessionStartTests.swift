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

    @Test func `an agent with another nonce is refused`() async throws {
        let backend = FakeBackend { $0.onLaunch(.wrongNonce) }
        await expectError(.startFailed) { try await backend.makePythonSession() }
    }
}
