/// Virtual time: it stands still until something moves it, and then passes at once.
///
/// Cells that take time move it, and so does ``advance(by:)``. What is due on the way happens in
/// order, each at exactly its time. Every sandbox of a ``FakeBackend`` has a time of its own, so
/// that cells that run in parallel don't disturb each other; the backend's ``FakeBackend/time`` is
/// that of the sandbox that has come furthest.
public final class FakeClock: Clock {
    /// A moment of virtual time.
    public struct Instant: InstantProtocol {
        /// The time since the clock was made.
        public var offset: Duration

        /// Creates a moment.
        public init(offset: Duration) {
            self.offset = offset
        }

        /// The moment that much later.
        public func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        /// The time from here to there.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Orders by time.
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let state: Guarded<FakeTimetable>
    private let parent: FakeClock?
    /// Returns when the host has read all that was sent: time doesn't pass before.
    private let settle: @Sendable () async -> Void

    /// Creates a clock that shows zero.
    public convenience init() {
        self.init(parent: nil) {}
    }

    init(parent: FakeClock?, settle: @escaping @Sendable () async -> Void) {
        self.parent = parent
        self.settle = settle
        state = Guarded(FakeTimetable(now: parent?.now ?? Instant(offset: .zero)))
        parent?.state.withLock { $0.children.append(FakeTimetable.Child(clock: self)) }
    }

    /// The time.
    public var now: Instant { state.withLock { $0.now } }

    /// The smallest step of time, a nanosecond.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Waits until something has moved the time so far.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = state.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { table in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if deadline <= table.now { return .success(()) }
                    table.add(id, due: deadline, .sleeper(continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
                wakeWaiters()
            }
        } onCancel: {
            if case .sleeper(let sleeper)? = state.withLock({ $0.remove(id) }) {
                sleeper.resume(throwing: CancellationError())
            }
        }
    }

    /// Moves the time; returns when all that is due on the way was woken, and what sessions do then
    /// is done.
    ///
    /// On a backend's ``FakeBackend/time`` this moves every sandbox as well.
    public func advance(by duration: Duration) async {
        let (target, children) = state.withLock { table in
            (table.now.advanced(by: duration), table.children.compactMap(\.clock))
        }
        for child in children { await child.advance(by: duration) }
        await advance(to: target) { true }
    }

    /// Waits until that many tasks sleep on this clock.
    ///
    /// - Parameter count: How many, 1 by default.
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func waitForSleepers(_ count: Int = 1) async throws {
        try await wait { $0.sleepers >= count }
    }

    // MARK: For the fake

    /// Moves the time as far as `target`, as long as `condition` holds.
    func advance(to target: Instant, while condition: @Sendable () -> Bool) async {
        while await step(to: { _ in target }, if: condition) == .onTheWay {}
    }

    /// Moves the time from deadline to deadline as long as `condition` holds, and waits where there
    /// is none.
    func passDeadlines(while condition: @escaping @Sendable () -> Bool) async {
        while condition() {
            if await step(to: { $0.nextDeadline }, if: condition) == .nowhere {
                try? await wait { $0.nextDeadline != nil || !condition() }
            }
        }
    }

    private enum Step {
        case onTheWay, arrived, nowhere
    }

    /// Moves to the next thing that is due, and does it, unless something is on the way again.
    ///
    /// Between the condition and the move nothing can happen to the actor that calls this.
    private func step(
        to target: (FakeTimetable) -> Instant?,
        if condition: @Sendable () -> Bool
    ) async -> Step {
        await comeToRest()
        guard condition() else { return .arrived }
        let (isHeld, step) = state.withLock { table in
            (table.held != nil, table.held == nil ? target(table).map { table.step(to: $0) } : nil)
        }
        if isHeld { return .onTheWay }
        guard let step else { return .nowhere }
        await parent?.advance(to: step.now) { true }
        switch step.work {
        case .sleeper(let sleeper): sleeper.resume()
        case .alarm(let action): await Task { await action() }.value
        case nil: return .arrived
        }
        return .onTheWay
    }

    /// Returns when the session has read all that was sent, and nothing of its own is on the way.
    private func comeToRest() async {
        repeat {
            let held = state.withLock { $0.held }
            await held?.value
            state.withLock { if $0.held == held { $0.held = nil } }
            await settle()
        } while state.withLock { $0.held != nil }
    }

    /// Has conditions looked at again.
    func nudge() { wakeWaiters() }

    private func wait(for condition: @escaping @Sendable (FakeTimetable) -> Bool) async throws {
        let id = state.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { table in
                    table.waiters.append(
                        FakeTimetable.Waiter(id: id, isDone: condition, continuation: continuation)
                    )
                }
                if Task.isCancelled { cancelWait(id) }
                wakeWaiters()
            }
        } onCancel: {
            cancelWait(id)
        }
    }

    private func cancelWait(_ id: Int) {
        let waiter = state.withLock { table -> FakeTimetable.Waiter? in
            guard let index = table.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return table.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }

    private func wakeWaiters() {
        let done = state.withLock { $0.takeDoneWaiters() }
        for waiter in done { waiter.continuation.resume() }
    }
}

extension FakeClock: AlarmClock {
    func setAlarm(
        after delay: Duration,
        isDeadline: Bool,
        _ action: @escaping @Sendable () async -> Void
    ) -> Alarm {
        let id = state.withLock { table in
            let id = table.makeID()
            table.add(
                id,
                due: table.now.advanced(by: delay),
                isDeadline: isDeadline,
                .alarm(action)
            )
            return id
        }
        wakeWaiters()
        return Alarm { [weak self] in _ = self?.state.withLock { $0.remove(id) } }
    }

    /// Does the work after what was held before, and has time stand still until it is done: a
    /// message on its way takes none.
    func hold(for work: @escaping @Sendable () async -> Void) {
        state.withLock { table in
            let previous = table.held
            table.held = Task {
                await previous?.value
                await work()
            }
        }
    }
}
