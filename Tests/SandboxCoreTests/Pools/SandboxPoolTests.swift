import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SandboxPoolTests {
    private func pool(
        _ backend: any SandboxBackend,
        capacity: Int = 4,
        warm: Int = 0,
        patience: Duration? = nil,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws -> SandboxPool {
        let options = PoolOptions(capacity: capacity, warm: warm, patience: patience)
        return try SandboxPool(on: backend, options: options, clock: clock)
    }

    private func settle(_ pool: SandboxPool, _ status: PoolStatus) async {
        while await pool.status != status { await Task.yield() }
    }

    // MARK: Lending

    @Test func `warm sandboxes are there before anyone asks, and are replaced`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, warm: 2)
        #expect(await pool.status == PoolStatus())
        try await pool.warmUp()
        #expect(await pool.status == PoolStatus(ready: 2))
        let session = try await pool.checkOut()
        await settle(pool, PoolStatus(ready: 2, lent: 1))
        await session.close()
        await settle(pool, PoolStatus(ready: 2))
        await pool.close()
        #expect(backend.living == 0)
    }

    @Test func `each sandbox is used once`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, capacity: 1)
        for _ in 0..<5 {
            let number = try await pool.withSession { try await $0.run("x").number }
            #expect(number == 1)
        }
        #expect(backend.fake.recorded.launches.count == 5)
        await pool.close()
    }

    @Test func `a session works for who checks it out`() async throws {
        let tenants = Guarded<[String?]>([])
        var configuration = SessionConfiguration()
        configuration.observer = SandboxObserver { event in
            if case .cellFinished = event.kind { tenants.withLock { $0.append(event.tenant) } }
        }
        let pool = try SandboxPool(
            on: CountingBackend(),
            configuration: configuration,
            options: PoolOptions(capacity: 2, warm: 1)
        )
        for name in ["a", "b"] {
            _ = try await pool.withSession(for: name) { try await $0.run("x") }
        }
        #expect(tenants.withLock { $0 } == ["a", "b"])
        await pool.close()
    }

    @Test func `who finds none waits, in the order of coming`() async throws {
        let pool = try pool(CountingBackend(), capacity: 1)
        let first = try await pool.checkOut()
        let order = Guarded<[Int]>([])
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<3 {
            tasks.append(
                Task {
                    try await pool.withSession { _ in order.withLock { $0.append(number) } }
                }
            )
            await settle(pool, PoolStatus(lent: 1, waiting: number + 1))
        }
        await first.close()
        for task in tasks { try await task.value }
        #expect(order.withLock { $0 } == [0, 1, 2])
        await pool.close()
    }

    @Test func `a session that its tenant drops frees its place`() async throws {
        let pool = try pool(CountingBackend(), capacity: 1)
        _ = try await pool.checkOut()
        try await pool.withSession { _ in }
        await pool.close()
    }

    @Test func `nobody waits longer than is allowed`() async throws {
        let clock = FakeClock()
        let pool = try pool(CountingBackend(), capacity: 1, patience: .seconds(5), clock: clock)
        let first = try await pool.checkOut()
        let second = Task { try await pool.checkOut() }
        await settle(pool, PoolStatus(lent: 1, waiting: 1))
        await clock.advance(by: .seconds(5))
        await expectError(.busy) { try await second.value }
        #expect(await pool.status == PoolStatus(lent: 1))
        await first.close()
        await pool.close()
    }

    @Test func `a checkout that is cancelled takes no sandbox`() async throws {
        let pool = try pool(CountingBackend(), capacity: 1)
        let first = try await pool.checkOut()
        let second = Task { try await pool.checkOut() }
        await settle(pool, PoolStatus(lent: 1, waiting: 1))
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        await first.close()
        await settle(pool, PoolStatus())
        await pool.close()
    }

    // MARK: Size

    @Test(arguments: [0, 3, 5])
    func `there are never too many, whatever fails`(warm: Int) async throws {
        let backend = CountingBackend(
            FakeBackend { script in
                script.on(.anything, .value("1"))
                for number in stride(from: 3, to: 400, by: 3) {
                    script.onLaunch(.fails(SandboxError(.startFailed, "no")), number: number)
                }
            }
        )
        let pool = try pool(backend, capacity: 5, warm: warm)
        let succeeded = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    (try? await pool.withSession { try await $0.run("x").value }) == "1"
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(backend.most <= 5)
        #expect((50..<100).contains(succeeded))
        await pool.close()
        #expect(backend.living == 0)
    }

    @Test func `a start that takes long holds up nothing else`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, capacity: 3, warm: 1)
        try await pool.warmUp()
        backend.hold()
        let session = try await pool.checkOut()
        let waiting = Task { try await pool.checkOut() }
        await settle(pool, PoolStatus(starting: 2, lent: 1, waiting: 1))
        #expect(try await session.run("x").value == "1")
        backend.release()
        for each in [session, try await waiting.value] { await each.close() }
        await pool.close()
    }

    // MARK: Failures

    @Test func `one that dies while it waits is replaced`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, warm: 2)
        try await pool.warmUp()
        await backend.killAll()
        #expect(try await pool.withSession { try await $0.run("x").value } == "1")
        await settle(pool, PoolStatus(ready: 2))
        #expect(backend.fake.recorded.launches.count == 5)
        await pool.close()
    }

    @Test func `one that doesn't answer is replaced before it is lent`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, warm: 1)
        try await pool.warmUp()
        backend.mute()
        let value = Task { try await pool.withSession { try await $0.run("x").value } }
        await settle(pool, PoolStatus(ready: 1, lent: 1))
        await backend.fake.time.advance(by: .seconds(5))
        #expect(try await value.value == "1")
        await pool.close()
    }

    @Test func `a start that fails is told to the one who waits, and the next tries again`()
        async throws
    {
        let fake = FakeBackend { script in
            script.on(.anything, .value("1"))
            script.onLaunch(.fails(SandboxError(.backendUnavailable, "not yet")), number: 1)
        }
        let pool = try pool(fake)
        await expectError(.backendUnavailable) { try await pool.checkOut() }
        #expect(await pool.status == PoolStatus())
        #expect(try await pool.withSession { try await $0.run("x").value } == "1")
        await pool.close()
    }

    @Test func `a warm-up says what failed`() async throws {
        let fake = FakeBackend { $0.onLaunch(.exits(status: 1, diagnostics: "no libpython")) }
        let pool = try pool(fake, warm: 1)
        await expectError(.startFailed) { try await pool.warmUp() }
        #expect(await pool.status == PoolStatus())
        await pool.close()
    }

    @Test(arguments: [
        PoolOptions(capacity: 0), PoolOptions(capacity: 1, warm: 2), PoolOptions(warm: -1),
    ])
    func `impossible sizes are refused`(options: PoolOptions) async {
        await expectError(.rejected) { try SandboxPool(on: FakeBackend(), options: options) }
    }

    // MARK: Closing

    @Test func `closing ends all, also those that are lent`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, capacity: 3, warm: 1)
        try await pool.warmUp()
        let session = try await pool.checkOut()
        await pool.close()
        #expect(backend.living == 0)
        await expectError(.sessionClosed) { try await session.run("x") }
        await expectError(.sessionClosed) { try await pool.checkOut() }
    }

    @Test func `closing can wait for those that are lent`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, capacity: 1)
        let session = try await pool.checkOut()
        let waiting = Task { try await pool.checkOut() }
        await settle(pool, PoolStatus(lent: 1, waiting: 1))
        let closing = Task { await pool.close(.waitingForSessions) }
        await expectError(.sessionClosed) { try await waiting.value }
        #expect(try await session.run("x").value == "1")
        await session.close()
        await closing.value
        #expect(backend.living == 0)
    }

    @Test func `closing ends starts that are under way`() async throws {
        let backend = CountingBackend()
        let pool = try pool(backend, warm: 2)
        backend.hold()
        let warming = Task { try await pool.warmUp() }
        await settle(pool, PoolStatus(starting: 2))
        let closing = Task { await pool.close() }
        await expectError(.sessionClosed) {
            while true {
                await Task.yield()
                try await pool.warmUp()
            }
        }
        backend.release()
        await closing.value
        await #expect(throws: (any Error).self) { try await warming.value }
        #expect(backend.living == 0)
    }

    @Test func `a pool that is dropped ends what waits in it`() async throws {
        let backend = CountingBackend()
        do {
            let pool = try pool(backend, warm: 2)
            try await pool.warmUp()
        }
        while backend.living > 0 { await Task.yield() }
    }
}
