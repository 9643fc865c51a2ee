import SandboxCore

/// How long something may take that should answer at once.
enum Patience {
    static let limit: Duration = .seconds(10)

    /// The value, or nil if it isn't there in time or this task is cancelled.
    ///
    /// Whatever computes it is cancelled then and not waited for.
    static func value<Value: Sendable>(
        of body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let (ends, end) = AsyncStream<Value?>.makeStream()
        let work = Task { end.yield(await body()) }
        let alarm = Task {
            try await Task.sleep(for: limit)
            end.yield(nil)
        }
        defer {
            work.cancel()
            alarm.cancel()
        }
        for await value in ends { return value }
        return nil
    }
}
