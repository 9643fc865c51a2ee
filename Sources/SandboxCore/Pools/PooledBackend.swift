/// A backend that tells when a sandbox is gone, whoever ended it.
struct PooledBackend: SandboxBackend {
    let backend: any SandboxBackend
    let onEnd: @Sendable () async -> Void

    var name: String { backend.name }

    func capabilities() async -> BackendCapabilities { await backend.capabilities() }

    func probe() async -> BackendAvailability { await backend.probe() }

    func probe(_ runtime: Runtime) async -> BackendAvailability { await backend.probe(runtime) }

    func prune() async throws -> [String] { try await backend.prune() }

    func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection {
        PooledConnection(connection: try await backend.launch(specification), onEnd: onEnd)
    }
}

private struct PooledConnection: SandboxConnection {
    let connection: any SandboxConnection
    let onEnd: @Sendable () async -> Void

    var agent: AgentProgram { connection.agent }

    var clock: any Clock<Duration> { connection.clock }

    func send(_ bytes: [UInt8]) async throws { try await connection.send(bytes) }

    func post(_ bytes: [UInt8]) { connection.post(bytes) }

    func closeInput() async { await connection.closeInput() }

    func receive() async throws -> [UInt8]? { try await connection.receive() }

    func usage() async -> SandboxUsage? { await connection.usage() }

    func terminate() async -> Termination {
        let end = await connection.terminate()
        await onEnd()
        return end
    }
}
