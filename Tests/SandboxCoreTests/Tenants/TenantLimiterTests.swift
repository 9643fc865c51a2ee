import Testing

@testable import SandboxCore

@Suite(.timeLimit(.minutes(1)))
struct TenantLimiterTests {
    /// Runs that end when they are told to.
    private actor Runs {
        private(set) var running: [String] = []
        private var ends: [String: CheckedContinuation<Void, Never>] = [:]

        func begin(_ name: String) async {
            running.append(name)
            await withCheckedContinuation { ends[name] = $0 }
        }

        func end(_ name: String) {
            running.removeAll { $0 == name }
            ends.removeValue(forKey: name)?.resume()
        }

        /// Waits until just these run.
        func settle(_ names: [String]) async {
            while running != names { await Task.yield() }
        }
    }

    private let clock = FakeClock()
    private let runs = Runs()

    private func start(
        _ name: String,
        for tenant: String,
        on limiter: TenantLimiter
    ) -> Task<Void, any Error> {
        Task { try await limiter.run(for: tenant) { await runs.begin(name) } }
    }

    private func waitUntil(_ count: Int, waitOn limiter: TenantLimiter) async {
        while await limiter.waitingCount != count { await Task.yield() }
    }

    @Test func `a tenant's runs wait for one another, and not for other tenants'`() async throws {
        let limiter = try TenantLimiter(TenantLimits(concurrent: 1), clock: clock)
        let first = start("a1", for: "a", on: limiter)
        await runs.settle(["a1"])
        let second = start("a2", for: "a", on: limiter)
        await waitUntil(1, waitOn: limiter)
        let other = start("b1", for: "b", on: limiter)
        await runs.settle(["a1", "b1"])
        await runs.end("a1")
        await runs.settle(["b1", "a2"])
        await runs.end("a2")
        await runs.end("b1")
        for task in [first, second, other] { try await task.value }
    }

    @Test func `all together have a limit, and turns in the order of coming`() async throws {
        let limiter = try TenantLimiter(TenantLimits(concurrent: 1), total: 1, clock: clock)
        var tasks = [start("a", for: "a", on: limiter)]
        await runs.settle(["a"])
        for (index, name) in ["b", "c", "d"].enumerated() {
            tasks.append(start(name, for: name, on: limiter))
            await waitUntil(index + 1, waitOn: limiter)
        }
        for (ended, next) in [("a", "b"), ("b", "c"), ("c", "d")] {
            await runs.end(ended)
            await runs.settle([next])
        }
        await runs.end("d")
        for task in tasks { try await task.value }
    }

    @Test func `more than may wait are refused`() async throws {
        let limits = TenantLimits(concurrent: 1, waiting: 1)
        let limiter = try TenantLimiter(limits, clock: clock)
        let first = start("a1", for: "a", on: limiter)
        await runs.settle(["a1"])
        let second = start("a2", for: "a", on: limiter)
        await waitUntil(1, waitOn: limiter)
        let error = await #expect(throws: TenantLimitExceeded.self) {
            try await limiter.run(for: "a") {}
        }
        #expect(error?.reason == .tooManyWaiting(1))
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        await waitUntil(0, waitOn: limiter)
        await runs.end("a1")
        try await first.value
    }

    @Test func `a run that waits too long is refused`() async throws {
        let limits = TenantLimits(concurrent: 1, patience: .seconds(3))
        let limiter = try TenantLimiter(limits, clock: clock)
        let first = start("a1", for: "a", on: limiter)
        await runs.settle(["a1"])
        let second = start("a2", for: "a", on: limiter)
        await waitUntil(1, waitOn: limiter)
        while await limiter.waitingCount == 1 {
            await clock.advance(by: .seconds(1))
            await Task.yield()
        }
        let error = await #expect(throws: TenantLimitExceeded.self) { try await second.value }
        #expect(error?.reason == .waitedTooLong(.seconds(3)))
        await runs.end("a1")
        try await first.value
    }

    @Test func `starts come back evenly over the period`() async throws {
        let limits = TenantLimits(starts: 3, period: .seconds(30))
        let limiter = try TenantLimiter(limits, clock: clock)
        for _ in 0..<3 { try await limiter.run(for: "a") {} }
        let error = await #expect(throws: TenantLimitExceeded.self) {
            try await limiter.run(for: "a") {}
        }
        guard case .tooManyStarts(let delay) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(abs(delay.seconds - 10) < 0.001)
        try await limiter.run(for: "b") {}
        await clock.advance(by: .seconds(10))
        try await limiter.run(for: "a") {}
        await #expect(throws: TenantLimitExceeded.self) { try await limiter.run(for: "a") {} }
    }

    @Test func `a run that throws makes room`() async throws {
        struct Failure: Error {}
        let limiter = try TenantLimiter(TenantLimits(concurrent: 1, waiting: 0), clock: clock)
        await #expect(throws: Failure.self) { try await limiter.run(for: "a") { throw Failure() } }
        #expect(try await limiter.run(for: "a") { 5 } == 5)
    }

    @Test func `tenants that do nothing are forgotten`() async throws {
        let limits = TenantLimits(starts: 1, period: .seconds(1))
        let limiter = try TenantLimiter(limits, clock: clock)
        for number in 0..<3000 {
            try await limiter.run(for: "\(number)") {}
            if number % 500 == 0 { await clock.advance(by: .seconds(1)) }
        }
        #expect(await limiter.tenantCount < 2000)
    }

    @Test(arguments: [
        TenantLimits(concurrent: 0), TenantLimits(waiting: -1), TenantLimits(starts: 0),
        TenantLimits(period: .zero), TenantLimits(patience: .seconds(-1)),
    ])
    func `limits that can't be kept are refused`(limits: TenantLimits) {
        #expect(throws: SandboxError.self) { try TenantLimiter(limits) }
    }

    @Test func `an executor asks it`() async throws {
        let limiter = try TenantLimiter(TenantLimits(starts: 1), clock: clock)
        let executor = try PythonExecutor(on: FakeBackend { $0.on(.anything) }, limiter: limiter)
        let request = ExecutionRequest(code: "x")
        _ = try await executor.execute(request, for: "a")
        await #expect(throws: TenantLimitExceeded.self) {
            try await executor.execute(request, for: "a")
        }
        _ = try await executor.execute(request, for: "b")
    }
}
