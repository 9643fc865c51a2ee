internal import CSandboxShims
internal import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// One thread that waits for descriptors and times, and starts processes.
///
/// It lives as long as the program. That matters beyond economy: the kernel's parent-death signal,
/// which `bwrap --die-with-parent` asks for, follows the parent *thread*, and threads of Swift's
/// pool retire after seconds.
package final class Reactor: Sendable {
    package static let shared = Reactor()

    /// What to wait for on a descriptor.
    package struct Interest: OptionSet, Sendable {
        package let rawValue: Int16
        package init(rawValue: Int16) { self.rawValue = rawValue }
        package static let read = Interest(rawValue: Int16(POLLIN))
        package static let write = Interest(rawValue: Int16(POLLOUT))
    }

    /// Called on the reactor's thread, when a descriptor is ready or has failed.
    package typealias Handler = @Sendable (Interest) -> Void

    private struct Entry {
        var interest: Interest
        let handler: Handler
        var restEnd: ContinuousClock.Instant?
    }

    private struct State {
        var entries: [Int32: Entry] = [:]
        var work: [@Sendable () -> Void] = []
        var isStale = true
        var nextRestEnd: ContinuousClock.Instant?
        var timers = TimerQueue<@Sendable () -> Void>()
    }

    private let state = Mutex(State())
    private let wakeReader: Int32
    private let wakeWriter: Int32

    private init() {
        var ends: [Int32] = [-1, -1]
        let result = sandbox_pipe(&ends)
        precondition(result == 0, "the reactor needs one pipe: \(SystemError.current("make it"))")
        wakeReader = ends[0]
        wakeWriter = ends[1]
        _ = fcntl(wakeWriter, F_SETFL, O_NONBLOCK)
        startThread { [self] in run() }
    }

    package func add(_ descriptor: Int32, _ interest: Interest, handler: @escaping Handler) {
        change { $0.entries[descriptor] = Entry(interest: interest, handler: handler) }
    }

    package func setInterest(_ interest: Interest, for descriptor: Int32) {
        change { $0.entries[descriptor]?.interest = interest }
    }

    /// Doesn't wait for the descriptor for so long: more comes together then.
    ///
    /// To be called by its handler.
    package func rest(_ descriptor: Int32, for duration: Duration) {
        state.withLock { state in
            state.entries[descriptor]?.restEnd = .now + duration
            state.isStale = true
        }
    }

    /// After this the handler is not called again, but for a call that is under way.
    package func remove(_ descriptor: Int32) {
        change { $0.entries[descriptor] = nil }
    }

    /// A century, more than anybody waits and less than what overflows.
    private static let longestDelay = Duration.seconds(100 * 365 * 86_400)

    /// Calls `action` on the reactor's thread after that time, in which the machine's sleep doesn't
    /// count; it must not block.
    ///
    /// - Returns: By what it can be cancelled.
    package func setTimer(
        after delay: Duration,
        _ action: @escaping @Sendable () -> Void
    ) -> UInt64 {
        let due = SuspendingClock.now + min(delay, Self.longestDelay)
        let (id, isFirst) = state.withLock { state in
            let before = state.timers.nextDue
            return (state.timers.add(action, at: due), before.map { due < $0 } ?? true)
        }
        if isFirst { wake() }
        return id
    }

    package func cancelTimer(_ id: UInt64) {
        state.withLock { $0.timers.cancel(id) }
    }

    /// Runs `body` on the reactor's thread.
    ///
    /// It must not block for long.
    package func perform<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        // Handed over by a lock of ours: if the work is done before the task has begun to wait, the
        // thread sanitizer sees nothing of the continuation's.
        let lock = Mutex(())
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            change { state in
                state.work.append {
                    let result = Result(catching: body)
                    lock.withLock { _ in }
                    continuation.resume(returning: result)
                }
            }
        }
        lock.withLock { _ in }
        return try result.get()
    }

    private func change(_ body: (inout sending State) -> Void) {
        state.withLock { state in
            body(&state)
            state.isStale = true
        }
        wake()
    }

    private func wake() {
        var byte: UInt8 = 0
        // A full pipe already wakes the thread.
        _ = write(wakeWriter, &byte, 1)
    }

    private func run() {
        sandbox_block_signals()
        var polled: [pollfd] = []
        while true { turn(&polled) }
    }

    /// Does what is due and waits once.
    ///
    /// Not inlined: in a loop without an end, the optimizer leaves out releases (6.3).
    @inline(never)
    private func turn(_ polled: inout [pollfd]) {
        let (work, patience) = state.withLock { state in
            if let end = state.nextRestEnd, end <= .now { state.isStale = true }
            if state.isStale { polled = list(&state) }
            let work = state.work + state.timers.takeDue(at: .now)
            state.work = []
            let rest = state.nextRestEnd.map { ContinuousClock.now.duration(to: $0) }
            let timer = state.timers.nextDue.map { SuspendingClock.now.duration(to: $0) }
            return (work, [rest, timer].compactMap { $0 }.min())
        }
        for item in work { item() }
        // Rounded up: a timer that is nearly due would be asked for again and again.
        let microseconds = patience.map { max(0, ($0 / .microseconds(1)).rounded(.up)) } ?? -1
        guard sandbox_poll(&polled, polled.count, Int64(microseconds)) > 0 else { return }
        if polled[0].revents != 0 { drainWakes() }
        for item in polled.dropFirst() where item.revents != 0 { deliver(item) }
    }

    /// What to wait for now.
    private func list(_ state: inout State) -> [pollfd] {
        var polled = [pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0)]
        state.isStale = false
        state.nextRestEnd = nil
        for (descriptor, entry) in state.entries where !entry.interest.isEmpty {
            if let end = entry.restEnd {
                if end > .now {
                    state.nextRestEnd = min(end, state.nextRestEnd ?? end)
                    continue
                }
                state.entries[descriptor]?.restEnd = nil
            }
            let events = entry.interest.rawValue
            polled.append(pollfd(fd: descriptor, events: events, revents: 0))
        }
        return polled
    }

    private func deliver(_ item: pollfd) {
        guard let entry = state.withLock({ $0.entries[item.fd] }) else { return }
        let failed = item.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
        let ready = failed ? entry.interest : Interest(rawValue: item.revents)
        entry.handler(ready.intersection(entry.interest))
    }

    private func drainWakes() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(wakeReader, &bytes, bytes.count) > 0 {}
    }
}

/// Starts a detached thread, without Foundation.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let box = Unmanaged.passRetained(Box(body))
    let result = pthread_create(
        &thread,
        nil,
        { argument in
            #if canImport(Darwin)
            Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            #else
            if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
            #endif
            return nil
        },
        box.toOpaque()
    )
    precondition(result == 0, "the reactor needs one thread")
}
