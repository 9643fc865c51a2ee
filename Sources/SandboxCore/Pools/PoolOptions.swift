/// How many sandboxes a ``SandboxPool`` has.
public struct PoolOptions: Hashable, Sendable {
    /// All sandboxes together: ready ones, those in use, and those that are being started or ended.
    ///
    /// Default 8.
    public var capacity: Int
    /// How many are kept ready.
    ///
    /// They use memory while they wait; a checkout that finds none ready waits for a start.
    /// Default 2.
    public var warm: Int
    /// The longest wait for a sandbox; nil is without end.
    ///
    /// Default 60 s.
    public var patience: Duration?

    /// Creates options.
    public init(capacity: Int = 8, warm: Int = 2, patience: Duration? = .seconds(60)) {
        self.capacity = capacity
        self.warm = warm
        self.patience = patience
    }

    func validate() throws(SandboxError) {
        guard capacity >= 1 else {
            throw SandboxError(
                .rejected,
                "a pool of \(capacity) sandboxes can't be: give 1 or more"
            )
        }
        guard (0...capacity).contains(warm) else {
            throw SandboxError(
                .rejected,
                "\(warm) of \(capacity) sandboxes can't be kept ready: give 0 to \(capacity)"
            )
        }
        guard patience ?? .zero >= .zero else {
            throw SandboxError(.rejected, "nobody waits for less than no time: give 0 or more")
        }
    }
}

/// What the sandboxes of a ``SandboxPool`` are doing.
public struct PoolStatus: Hashable, Sendable {
    /// Those that are being started.
    public var starting: Int
    /// Those that wait for a tenant.
    public var ready: Int
    /// Those that a tenant has, until they are gone.
    public var lent: Int
    /// The checkouts that wait for a sandbox.
    public var waiting: Int

    /// Creates a status.
    public init(starting: Int = 0, ready: Int = 0, lent: Int = 0, waiting: Int = 0) {
        self.starting = starting
        self.ready = ready
        self.lent = lent
        self.waiting = waiting
    }
}
