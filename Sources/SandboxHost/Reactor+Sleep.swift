internal import Synchronization

extension Reactor {
    /// Waits so long; the machine's sleep doesn't count.
    ///
    /// `Task.sleep` keeps a task that was cancelled until its time comes; nothing stays of this one.
    ///
    /// - Throws: `CancellationError`, at once.
    package func sleep(for duration: Duration) async throws {
        let sleeper = Sleeper()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { sleeper.lieDown($0, for: duration) }
        } onCancel: {
            sleeper.end(with: .failure(CancellationError()))
        }
    }
}

/// One wait, which ends once.
///
/// Nothing is resumed under the lock: a task that is cancelled holds a lock of its own while its
/// handler waits for this one, and to resume it takes that.
private final class Sleeper: Sendable {
    private enum State {
        case awake
        case asleep(CheckedContinuation<Void, any Error>, timer: UInt64)
        case over
    }

    private let state = Mutex(State.awake)

    // Not inlined: see `DescriptorStream`.
    @inline(never)
    func lieDown(_ continuation: CheckedContinuation<Void, any Error>, for duration: Duration) {
        let isOver = state.withLock { state in
            guard case .awake = state else { return true }
            let timer = Reactor.shared.setTimer(after: duration) { self.end(with: .success(())) }
            state = .asleep(continuation, timer: timer)
            return false
        }
        if isOver { continuation.resume(throwing: CancellationError()) }
    }

    @inline(never)
    func end(with result: Result<Void, any Error>) {
        let before = state.withLock { state in
            defer { state = .over }
            return state
        }
        guard case .asleep(let continuation, let timer) = before else { return }
        Reactor.shared.cancelTimer(timer)
        continuation.resume(with: result)
    }
}
