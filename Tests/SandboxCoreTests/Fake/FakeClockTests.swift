import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeClockTests {
    @Test func `time stands still until it is moved`() async {
        let clock = FakeClock()
        #expect(clock.now.offset == .zero)
        await clock.advance(by: .seconds(3))
        #expect(clock.now.offset == .seconds(3))
    }

    @Test func `sleepers wake in the order of their times`() async throws {
        let clock = FakeClock()
        let (woken, sink) = AsyncStream<Int>.makeStream()
        for seconds in [3, 1, 2] {
            Task {
                try await clock.sleep(for: .seconds(seconds))
                sink.yield(seconds)
            }
        }
        try await clock.waitForSleepers(3)
        var iterator = woken.makeAsyncIterator()
        for seconds in 1...3 {
            await clock.advance(by: .seconds(1))
            #expect(await iterator.next() == seconds)
        }
    }

    @Test func `a sleep into the past ends at once`() async throws {
        let clock = FakeClock()
        try await clock.sleep(until: clock.now)
        try await clock.sleep(for: .seconds(-1))
    }

    @Test func `a sleep can be cancelled`() async throws {
        let clock = FakeClock()
        let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
        try await clock.waitForSleepers()
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(1))
        }
        await #expect(throws: CancellationError.self) { try await late.value }
    }

    @Test func `a wait for sleepers can be cancelled`() async throws {
        let clock = FakeClock()
        let waiter = Task { try await clock.waitForSleepers() }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
    }

    @Test func `code that sleeps on the backend's clock wakes while a cell takes time`()
        async throws
    {
        let backend = FakeBackend { $0.on("work()", .takes(.seconds(30))) }
        let sleeper = Task { try await backend.time.sleep(for: .seconds(10)) }
        try await backend.time.waitForSleepers()
        try await withPythonSession(on: backend) { session async throws in
            #expect(try await session.run("work()").duration == .seconds(30))
        }
        try await sleeper.value
        #expect(backend.time.now.offset == .seconds(30))
    }
}
