/// What is due on a virtual clock, and when.
struct FakeTimetable {
    /// What happens at a moment.
    enum Work {
        case sleeper(CheckedContinuation<Void, any Error>)
        case alarm(@Sendable () async -> Void)
    }

    /// A wait for a condition instead of a time.
    struct Waiter {
        let id: Int
        let isDone: @Sendable (FakeTimetable) -> Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    struct Child {
        weak var clock: FakeClock?
    }

    private struct Entry {
        let id: Int
        let due: FakeClock.Instant
        let isDeadline: Bool
        let work: Work
    }

    private(set) var now: FakeClock.Instant
    var waiters: [Waiter] = []
    var children: [Child] = []
    private var entries: [Entry] = []
    private var lastID = 0

    init(now: FakeClock.Instant) {
        self.now = now
    }

    mutating func makeID() -> Int {
        lastID += 1
        return lastID
    }

    mutating func add(_ id: Int, due: FakeClock.Instant, isDeadline: Bool = false, _ work: Work) {
        entries.append(Entry(id: id, due: due, isDeadline: isDeadline, work: work))
    }

    mutating func remove(_ id: Int) -> Work? {
        guard let index = entries.firstIndex(where: { $0.id == id }) else { return nil }
        return entries.remove(at: index).work
    }

    /// Moves to the next entry that is due until `target`, and takes it out; without one to `target`.
    mutating func step(to target: FakeClock.Instant) -> (work: Work?, now: FakeClock.Instant) {
        let next = entries.min { ($0.due, $0.id) < ($1.due, $1.id) }
        guard let next, next.due <= target else {
            now = max(now, target)
            return (nil, now)
        }
        now = max(now, next.due)
        return (remove(next.id), now)
    }

    var nextDeadline: FakeClock.Instant? {
        entries.lazy.filter(\.isDeadline).map(\.due).min()
    }

    var sleepers: Int {
        entries.count { entry in
            if case .sleeper = entry.work { true } else { false }
        }
    }

    mutating func takeDoneWaiters() -> [Waiter] {
        let done = waiters.filter { $0.isDone(self) }
        waiters.removeAll { waiter in done.contains { $0.id == waiter.id } }
        return done
    }
}
