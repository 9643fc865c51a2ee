/// What a session is doing, as a pure value: it takes what happened and says what to do.
///
/// Cells run strictly one at a time, in the order in which they were submitted.
struct SessionStateMachine: Sendable {
    enum Phase: Hashable, Sendable {
        case idle
        case running(UInt32)
        /// Closed on purpose, or lost for a reason.
        case closed
        case lost(reason: String)
    }

    enum Action: Hashable, Sendable {
        case start(UInt32)
        case interrupt(UInt32)
        /// Never ran: its caller gets a cancellation.
        case drop(UInt32)
        /// Never ran, or can't end any more.
        case lose(UInt32, wasRunning: Bool)
    }

    private(set) var phase = Phase.idle
    private var queue: [UInt32] = []
    private var lastCell: UInt32 = 0

    /// Takes a new cell in.
    ///
    /// - Throws: ``SandboxError`` after the session's end.
    mutating func submit() throws -> (cell: UInt32, actions: [Action]) {
        try checkOpen()
        lastCell += 1
        if case .running = phase {
            queue.append(lastCell)
            return (lastCell, [])
        }
        phase = .running(lastCell)
        return (lastCell, [.start(lastCell)])
    }

    /// Notes that the running cell has ended.
    ///
    /// - Throws: `ProtocolViolation` if another one runs, or none.
    mutating func finish(_ cell: UInt32) throws(ProtocolViolation) -> [Action] {
        guard phase == .running(cell) else { throw .unexpected(.finished) }
        guard !queue.isEmpty else {
            phase = .idle
            return []
        }
        let next = queue.removeFirst()
        phase = .running(next)
        return [.start(next)]
    }

    /// Stops a cell that runs, or forgets one that waits; one that has ended is left alone.
    mutating func cancel(_ cell: UInt32) -> [Action] {
        if phase == .running(cell) { return [.interrupt(cell)] }
        guard let index = queue.firstIndex(of: cell) else { return [] }
        queue.remove(at: index)
        return [.drop(cell)]
    }

    /// Notes the session's end: on purpose without a reason, by loss with one.
    mutating func end(reason: String? = nil) -> [Action] {
        var actions: [Action] = []
        switch phase {
        case .running(let cell): actions.append(.lose(cell, wasRunning: true))
        case .idle: break
        case .closed, .lost: return []
        }
        actions += queue.map { .lose($0, wasRunning: false) }
        queue = []
        phase = reason.map { .lost(reason: $0) } ?? .closed
        return actions
    }

    var runningCell: UInt32? {
        if case .running(let cell) = phase { cell } else { nil }
    }

    /// Throws what to tell a caller who comes after the end.
    func checkOpen() throws {
        switch phase {
        case .idle, .running: return
        case .closed: throw SandboxError(.sessionClosed, "the session is closed: make a new one")
        case .lost(let reason):
            throw SandboxError(.sessionLost, "the session is lost: \(reason). Make a new one")
        }
    }
}
