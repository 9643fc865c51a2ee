/// Counts starts against a rate: a token for each, and so many come back in a period, evenly.
struct TokenBucket: Sendable {
    private let capacity: Double
    private let perSecond: Double
    private var tokens: Double
    private var updated: Duration

    /// Creates a full bucket.
    init(_ limits: TenantLimits, now: Duration) {
        capacity = Double(limits.starts)
        perSecond = capacity / limits.period.seconds
        tokens = capacity
        updated = now
    }

    /// Takes a token.
    ///
    /// - Returns: Nil, or the time until there is one.
    mutating func take(now: Duration) -> Duration? {
        refill(now)
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return .seconds((1 - tokens) / perSecond)
    }

    /// Whether nothing is lost if it is forgotten.
    mutating func isFull(now: Duration) -> Bool {
        refill(now)
        return tokens >= capacity
    }

    private mutating func refill(_ now: Duration) {
        // A nanosecond's worth on top, so that rounding doesn't keep a token back that is due.
        tokens = min(capacity, tokens + ((now - updated).seconds + 1e-9) * perSecond)
        updated = now
    }
}
