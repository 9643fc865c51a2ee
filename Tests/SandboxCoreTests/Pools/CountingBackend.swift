import SandboxCore

/// A backend that counts its sandboxes and can hold back their starts.
final class CountingBackend: SandboxBackend {
    private struct State {
        var living = 0
        var most = 0
        var isHeld = false
        var held: [CheckedContinuation<Void, Never>] = []
        var connections: [CountedConnection] = []
    }

    let fake: FakeBackend
    private let state = Guarded(State())

    init(_ fake: FakeBackend = FakeBackend { $0.on(.anything, .value("1")) }) {
        self.fake = fake
    }

    var name: String { fake.name }
    /// The most that there were at a time, with those being started.
    var most: Int { state.withLock { $0.most } }
    var living: Int { state.withLock { $0.living } }

    /// Holds back every start until ``release()``.
    func hold() { state.withLock { $0.isHeld = true } }

    func release() {
        let held = state.withLock { state in
            state.isHeld = false
            defer { state.held = [] }
            return state.held
        }
        for start in held { start.resume() }
    }

    /// Ends all its sandboxes, as somebody from outside.
    func killAll() async {
        let connections = state.withLock { $0.connections }
        for connection in connections { _ = await connection.terminate() }
    }

    /// Has no sandbox hear of what is said to it any more, of those that there are.
    func mute() { for connection in state.withLock({ $0.connections }) { connection.mute() } }

    func capabilities() async -> BackendCapabilities { await fake.capabilities() }
    func probe() async -> BackendAvailability { await fake.probe() }
    func probe(_ runtime: Runtime) async -> BackendAvailability { await fake.probe(runtime) }
    func prune() async throws -> [String] { [] }

    func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection {
        state.withLock { state in
            state.living += 1
            state.most = max(state.most, state.living)
        }
        await withCheckedContinuation { start in
            let isFree = state.withLock { state in
                if state.isHeld { state.held.append(start) }
                return !state.isHeld
            }
            if isFree { start.resume() }
        }
        do {
            let connection = try await fake.launch(specification)
            let counted = CountedConnection(connection) { [state] in
                state.withLock { $0.living -= 1 }
            }
            state.withLock { $0.connections.append(counted) }
            return counted
        } catch {
            state.withLock { $0.living -= 1 }
            throw error
        }
    }
}

final class CountedConnection: SandboxConnection {
    private let inner: any SandboxConnection
    private let onEnd: Guarded<(@Sendable () -> Void)?>
    private let isMute = Guarded(false)

    init(_ inner: any SandboxConnection, onEnd: @escaping @Sendable () -> Void) {
        self.inner = inner
        self.onEnd = Guarded(onEnd)
    }

    var agent: AgentProgram { inner.agent }
    var clock: any Clock<Duration> { inner.clock }
    func send(_ bytes: [UInt8]) async throws { try await inner.send(bytes) }
    func post(_ bytes: [UInt8]) { if !isMute.withLock({ $0 }) { inner.post(bytes) } }
    func mute() { isMute.withLock { $0 = true } }
    func closeInput() async { await inner.closeInput() }
    func receive() async throws -> [UInt8]? { try await inner.receive() }
    func usage() async -> SandboxUsage? { await inner.usage() }

    func terminate() async -> Termination {
        let end = await inner.terminate()
        let note = onEnd.withLock { note in
            defer { note = nil }
            return note
        }
        note?()
        return end
    }
}
