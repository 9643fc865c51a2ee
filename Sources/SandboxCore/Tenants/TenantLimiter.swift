/// Lets each tenant run so much at a time, and all together so much.
///
/// ```swift
/// let limiter = try TenantLimiter(TenantLimits(concurrent: 1), total: 16)
/// let result = try await limiter.run(for: "alice") { try await executor.execute(request) }
/// ```
///
/// Waiting runs have their turns in the order of their coming; one whose tenant is at its limit
/// lets others pass.
public actor TenantLimiter {
    private struct Tenant {
        var running = 0
        var waiting = 0
        var bucket: TokenBucket
    }

    private struct Waiter {
        let id: Int
        let tenant: String
        let turn: CheckedContinuation<Void, any Error>
    }

    /// The number of tenants from which on those that do nothing are forgotten.
    private static let crowd = 1024

    private let limits: TenantLimits
    private let total: Int
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private var tenants: [String: Tenant] = [:]
    private var waiters: [Waiter] = []
    private var running = 0
    private var lastID = 0

    /// Creates a limiter.
    ///
    /// - Parameters:
    ///   - limits: What each tenant may do.
    ///   - total: The runs at once of all tenants together. Default no limit.
    ///   - clock: What measures the time.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` for limits that can't be
    ///   kept.
    public init(
        _ limits: TenantLimits = TenantLimits(),
        total: Int = .max,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws(SandboxError) {
        try limits.validate()
        guard total >= 1 else {
            throw SandboxError(.rejected, "\(total) runs at once can't be: give 1 or more")
        }
        self.limits = limits
        self.total = total
        self.clock = clock
        elapsed = clock.stopwatch()
    }

    /// The runs that wait for their turn.
    public var waitingCount: Int { waiters.count }

    /// The tenants that it knows: those that do nothing are forgotten in time.
    var tenantCount: Int { tenants.count }

    /// Runs the body when it is the tenant's turn.
    ///
    /// - Parameters:
    ///   - tenant: For whom.
    ///   - body: What to run.
    /// - Returns: What `body` returns.
    /// - Throws: ``TenantLimitExceeded`` if the tenant does too much, `CancellationError` if the
    ///   task is cancelled while it waits, and what `body` throws.
    public nonisolated func run<Value>(
        for tenant: String,
        _ body: () async throws -> Value
    ) async throws -> Value {
        try await enter(tenant)
        do {
            let value = try await body()
            await leave(tenant)
            return value
        } catch {
            await leave(tenant)
            throw error
        }
    }

    private func enter(_ name: String) async throws {
        let now = elapsed()
        var tenant = tenants[name] ?? Tenant(bucket: TokenBucket(limits, now: now))
        let isFree = tenant.running < limits.concurrent && running < total && tenant.waiting == 0
        guard isFree || tenant.waiting < limits.waiting else {
            throw TenantLimitExceeded(tenant: name, reason: .tooManyWaiting(tenant.waiting))
        }
        let delay = tenant.bucket.take(now: now)
        if let delay {
            tenants[name] = tenant
            throw TenantLimitExceeded(tenant: name, reason: .tooManyStarts(retryAfter: delay))
        }
        if isFree { tenant.running += 1 } else { tenant.waiting += 1 }
        tenants[name] = tenant
        forgetIdle(now)
        if isFree {
            running += 1
        } else {
            try await wait(name)
        }
    }

    private func wait(_ name: String) async throws {
        lastID += 1
        let id = lastID
        let patience = limits.patience.map { patience in
            Task {
                try await clock.sleep(for: patience)
                let reason = TenantLimitExceeded.Reason.waitedTooLong(patience)
                giveUp(id, TenantLimitExceeded(tenant: name, reason: reason))
            }
        }
        defer { patience?.cancel() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { turn in
                waiters.append(Waiter(id: id, tenant: name, turn: turn))
                if Task.isCancelled { giveUp(id, CancellationError()) }
            }
        } onCancel: {
            Task { await self.giveUp(id, CancellationError()) }
        }
    }

    private func giveUp(_ id: Int, _ error: any Error) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        let waiter = waiters.remove(at: index)
        tenants[waiter.tenant]?.waiting -= 1
        waiter.turn.resume(throwing: error)
    }

    private func leave(_ name: String) {
        running -= 1
        tenants[name]?.running -= 1
        while running < total, let index = waiters.firstIndex(where: { mayRun($0.tenant) }) {
            let waiter = waiters.remove(at: index)
            tenants[waiter.tenant]?.waiting -= 1
            tenants[waiter.tenant]?.running += 1
            running += 1
            waiter.turn.resume()
        }
    }

    private func mayRun(_ name: String) -> Bool {
        (tenants[name]?.running ?? 0) < limits.concurrent
    }

    private func forgetIdle(_ now: Duration) {
        guard tenants.count >= Self.crowd else { return }
        tenants = tenants.filter { _, tenant in
            var bucket = tenant.bucket
            return tenant.running > 0 || tenant.waiting > 0 || !bucket.isFull(now: now)
        }
    }
}
