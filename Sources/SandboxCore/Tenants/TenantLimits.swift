/// How much one tenant may do at a time.
public struct TenantLimits: Hashable, Sendable {
    /// Runs at once.
    ///
    /// Default 2.
    public var concurrent: Int
    /// Runs that may wait for their turn; more are refused.
    ///
    /// Default 8.
    public var waiting: Int
    /// The longest time that a run waits; nil is no limit.
    ///
    /// Default 30 s.
    public var patience: Duration?
    /// Starts within ``period``; more are refused.
    ///
    /// They come back evenly over the period, as in a token bucket. Default 60.
    public var starts: Int
    /// The time for ``starts``.
    ///
    /// Default 60 s.
    public var period: Duration

    /// Creates limits.
    public init(
        concurrent: Int = 2,
        waiting: Int = 8,
        patience: Duration? = .seconds(30),
        starts: Int = 60,
        period: Duration = .seconds(60)
    ) {
        self.concurrent = concurrent
        self.waiting = waiting
        self.patience = patience
        self.starts = starts
        self.period = period
    }

    /// Finds values that can't be kept.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected``.
    func validate() throws(SandboxError) {
        guard concurrent >= 1, waiting >= 0, starts >= 1, period > .zero,
            patience.map({ $0 >= .zero }) ?? true
        else {
            throw SandboxError(
                .rejected,
                "a tenant's limits can't be kept: give at least 1 run at once and 1 start, and no negative number or time"
            )
        }
    }
}
