/// A sandbox in memory.
final class FakeConnection: SandboxConnection {
    let agent = AgentProgram.source
    let clock: any Clock<Duration>
    private let output: FakeOutput
    private let fake: FakeAgent

    init(_ fake: FakeAgent) {
        self.fake = fake
        output = fake.output
        clock = fake.clock
    }

    func send(_ bytes: [UInt8]) async throws { try await fake.take(bytes) }

    func post(_ bytes: [UInt8]) {
        fake.clock.hold { [fake] in try? await fake.take(bytes) }
    }

    func closeInput() async { await fake.closeInput() }

    func receive() async throws -> [UInt8]? { try await output.read() }

    func usage() async -> SandboxUsage? { await fake.reading }

    func terminate() async -> Termination { await fake.terminate() }
}
