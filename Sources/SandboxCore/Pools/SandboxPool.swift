/// Sandboxes that are ready before they are needed, each used once, by one tenant.
///
/// ```swift
/// let pool = try SandboxPool(on: .bubblewrap(), options: PoolOptions(capacity: 8, warm: 2))
/// let value = try await pool.withSession(for: "alice") { try await $0.run("6 * 7").value }
/// await pool.close()
/// ```
///
/// A sandbox that was lent never comes back: nothing that a tenant leaves behind, in memory, files
/// or processes, can meet another. Its place is free again when it is gone, whoever ended it, and
/// another is started. One that dies while it waits is replaced; each is asked whether it answers
/// before it is lent. Who finds none ready waits, in the order of coming.
public actor SandboxPool {
    /// What to do with the sandboxes that tenants have when the pool is closed.
    public enum Closing: Sendable {
        /// End them.
        case endingSessions
        /// Wait until their tenants have closed them.
        case waitingForSessions
    }

    struct Waiter {
        let id: Int
        let turn: CheckedContinuation<PythonSession, any Error>
    }

    /// A sandbox that has been idle answers within a millisecond or two.
    static let probePatience = Duration.seconds(5)

    /// What each session is made with.
    public nonisolated let configuration: SessionConfiguration

    nonisolated let backend: any SandboxBackend
    let options: PoolOptions
    var members: [Int: PoolMember] = [:]
    /// The ready ones, the oldest first.
    var ready: [Int] = []
    var waiters: [Waiter] = []
    var lastID = 0
    var isClosed = false
    private let clock: any Clock<Duration>
    private var closers: [CheckedContinuation<Void, Never>] = []

    /// Creates a pool; nothing is started before ``warmUp()`` or the first checkout.
    ///
    /// - Parameters:
    ///   - backend: Where to run.
    ///   - configuration: What each session is made with; its tenant is replaced by who checks
    ///     out.
    ///   - options: How many there are.
    ///   - clock: What measures ``PoolOptions/patience``.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` for what can't be.
    public init(
        on backend: any SandboxBackend,
        configuration: SessionConfiguration = SessionConfiguration(),
        options: PoolOptions = PoolOptions(),
        clock: any Clock<Duration> = ContinuousClock()
    ) throws {
        try options.validate()
        try configuration.validate()
        self.backend = backend
        self.configuration = configuration
        self.options = options
        self.clock = clock
    }

    /// What its sandboxes are doing.
    public var status: PoolStatus { PoolStatus(members.values, waiting: waiters.count) }

    /// Starts as many sandboxes as are kept ready, and waits until they are.
    ///
    /// - Throws: ``SandboxError`` of the first start that fails; a later checkout tries again.
    public func warmUp() async throws {
        try checkOpen()
        fill()
        for case .starting(let start) in Array(members.values) { try await start.value }
    }

    /// Runs `body` with a session of its own, and ends that whatever happens.
    ///
    /// - Parameters:
    ///   - tenant: For whom it works, in the events of its observer.
    ///   - body: What to do with the session. It must not be used after the return.
    /// - Returns: What `body` returns.
    /// - Throws: What ``checkOut(for:)`` and `body` throw.
    public nonisolated func withSession<Value>(
        for tenant: String? = nil,
        _ body: (PythonSession) async throws -> Value
    ) async throws -> Value {
        try await checkOut(for: tenant).closed(after: body)
    }

    /// Takes a session out of the pool; who calls this must call ``PythonSession/close()``, which
    /// frees its place.
    ///
    /// - Parameter tenant: For whom it works, in the events of its observer.
    /// - Returns: A session in which nothing has run.
    /// - Throws: ``SandboxError``: the start failed, none became free in time
    ///   (``SandboxError/Code/busy``), or the pool was closed; or `CancellationError`.
    public func checkOut(for tenant: String? = nil) async throws -> PythonSession {
        while true {
            let session = try await next()
            if await session.answers(within: Self.probePatience) {
                session.log.serve(tenant)
                return session
            }
            await session.close()
        }
    }

    /// Ends the sandboxes, all at the same time, and returns when they are gone.
    ///
    /// Checkouts that wait throw ``SandboxError/Code/sessionClosed``, as later ones do. It may be
    /// called again, to end what an earlier call waits for.
    ///
    /// - Parameter manner: What to do with those that tenants have. Default to end them.
    public func close(_ manner: Closing = .endingSessions) async {
        isClosed = true
        for waiter in waiters { waiter.turn.resume(throwing: Self.closed) }
        waiters = []
        await withTaskGroup { group in
            for member in members.values {
                switch member {
                case .starting(let start): start.cancel()
                case .ready(let session): group.addTask { _ = await session.close() }
                case .lent(let place):
                    guard manner == .endingSessions, let session = place.session else { continue }
                    group.addTask { _ = await session.close() }
                }
            }
        }
        guard !members.isEmpty else { return }
        await withCheckedContinuation { closers.append($0) }
    }

    // MARK: Turns

    private static let closed = SandboxError(.sessionClosed, "the pool was closed")

    private func checkOpen() throws {
        guard !isClosed else { throw Self.closed }
    }

    /// A session that is lent, without a look whether it answers.
    private func next() async throws -> PythonSession {
        try checkOpen()
        try Task.checkCancellation()
        if let id = ready.first, case .ready(let session) = members[id] {
            lend(session, id)
            fill()
            return session
        }
        lastID += 1
        let id = lastID
        let watch = options.patience.map { patience in
            clock.alarm(after: patience, isDeadline: true) { [weak self] in
                await self?.giveUp(
                    id,
                    SandboxError(
                        .busy,
                        "no sandbox became free within \(patience): try later, or give the pool more"
                    )
                )
            }
        }
        defer { watch?.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { turn in
                waiters.append(Waiter(id: id, turn: turn))
                fill()
                if Task.isCancelled { giveUp(id, CancellationError()) }
            }
        } onCancel: {
            Task { await self.giveUp(id, CancellationError()) }
        }
    }

    private func giveUp(_ id: Int, _ error: any Error) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        waiters.remove(at: index).turn.resume(throwing: error)
    }

    /// Lets those go on who wait for the end of all.
    func noteEmpty() {
        guard members.isEmpty else { return }
        for closer in closers { closer.resume() }
        closers = []
    }
}
