/// What a fake sandbox has written and the host hasn't read yet.
final class FakeOutput: Sendable {
    private struct State {
        var chunks: ArraySlice<[UInt8]> = []
        var isFinished = false
        var reader: CheckedContinuation<[UInt8]?, any Error>?
        var drainWaiters: [CheckedContinuation<Void, Never>] = []

        /// Whether the host has taken all and come back for more.
        var isDrained: Bool { isFinished || (chunks.isEmpty && reader != nil) }

        mutating func takeDrainWaiters() -> [CheckedContinuation<Void, Never>] {
            guard isDrained else { return [] }
            defer { drainWaiters = [] }
            return drainWaiters
        }
    }

    private let state = Guarded(State())
    private let pieceLimit: Int

    /// Gives the host at most `pieceLimit` bytes at once.
    init(pieceLimit: Int) {
        self.pieceLimit = max(1, pieceLimit)
    }

    func write(_ bytes: [UInt8]) {
        let wake = state.withLock { state -> (@Sendable () -> Void)? in
            guard !state.isFinished, !bytes.isEmpty else { return nil }
            state.chunks += bytes.pieces(of: pieceLimit)
            guard let reader = state.reader.take() else { return nil }
            let first = state.chunks.removeFirst()
            return { reader.resume(returning: first) }
        }
        wake?()
    }

    /// Ends the stream; what was written before can still be read.
    func finish() {
        let (reader, waiters) = state.withLock { state in
            state.isFinished = true
            return (state.reader.take(), state.takeDrainWaiters())
        }
        reader?.resume(returning: nil)
        for waiter in waiters { waiter.resume() }
    }

    /// The next chunk, nil at the end.
    func read() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (result, waiters) = state.withLock {
                    state -> (
                        Result<[UInt8]?, any Error>?, [CheckedContinuation<Void, Never>]
                    ) in
                    if Task.isCancelled { return (.failure(CancellationError()), []) }
                    if !state.chunks.isEmpty { return (.success(state.chunks.removeFirst()), []) }
                    if state.isFinished { return (.success(nil), []) }
                    state.reader = continuation
                    return (nil, state.takeDrainWaiters())
                }
                if let result { continuation.resume(with: result) }
                for waiter in waiters { waiter.resume() }
            }
        } onCancel: {
            state.withLock { $0.reader.take() }?.resume(throwing: CancellationError())
        }
    }

    /// Returns when the host has read everything and asks for more, or when the stream has ended.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isDrained = state.withLock { state in
                if !state.isDrained { state.drainWaiters.append(continuation) }
                return state.isDrained
            }
            if isDrained { continuation.resume() }
        }
    }
}

extension Collection<UInt8> where Index == Int {
    /// The bytes in pieces that are not longer than the limit.
    func pieces(of limit: Int) -> [[UInt8]] {
        stride(from: startIndex, to: endIndex, by: limit).map { start in
            Array(self[start..<Swift.min(start + limit, endIndex)])
        }
    }
}
