import Foundation
import SandboxHost
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ReactorTests {
    @Test func `a descriptor that rests is served again, and not before`() async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reader, writer) = (ends[0], ends[1])
        defer {
            close(reader)
            close(writer)
        }
        try #require(write(writer, "ab", 2) == 2)
        let (served, sink) = AsyncStream<ContinuousClock.Instant>.makeStream()
        Reactor.shared.add(reader, .read) { _ in
            var byte: UInt8 = 0
            _ = read(reader, &byte, 1)
            sink.yield(.now)
            Reactor.shared.rest(reader, for: .milliseconds(30))
        }
        var calls = served.makeAsyncIterator()
        let first = try #require(await calls.next())
        let second = try #require(await calls.next())
        Reactor.shared.remove(reader)
        #expect(second - first >= .milliseconds(29))
    }

    @Test func `timers go off in their order, unless they are cancelled`() async throws {
        let (calls, sink) = AsyncStream<Int>.makeStream()
        let begin = SuspendingClock.now
        for (number, delay) in [(3, 60), (1, 20), (2, 40)] {
            _ = Reactor.shared.setTimer(after: .milliseconds(delay)) { sink.yield(number) }
        }
        let cancelled = Reactor.shared.setTimer(after: .milliseconds(30)) { sink.yield(9) }
        Reactor.shared.cancelTimer(cancelled)
        var order: [Int] = []
        for await number in calls.prefix(3) { order.append(number) }
        #expect(order == [1, 2, 3])
        #expect(SuspendingClock.now - begin >= .milliseconds(60))
    }

    @Test func `who sleeps wakes after that time`() async throws {
        let begin = SuspendingClock.now
        try await Reactor.shared.sleep(for: .milliseconds(20))
        #expect(SuspendingClock.now - begin >= .milliseconds(20))
    }

    @Test(arguments: [true, false])
    func `who sleeps wakes when it is cancelled`(atOnce: Bool) async throws {
        let sleeper = Task { try await Reactor.shared.sleep(for: .seconds(1000)) }
        if !atOnce { try await Task.sleep(for: .milliseconds(20)) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func `who is cancelled just when the time is over wakes too`() async throws {
        for _ in 0..<100 {
            let sleepers = (0..<300).map { _ in
                Task { try await Reactor.shared.sleep(for: .milliseconds(2)) }
            }
            // The reactor wakes them from the first on: the two meet.
            _ = await sleepers[0].result
            for sleeper in sleepers.reversed() { sleeper.cancel() }
            for sleeper in sleepers { _ = await sleeper.result }
        }
    }

    @Test func `a wait without end can be told`() {
        let timer = Reactor.shared.setTimer(after: .seconds(Int64.max)) {}
        Reactor.shared.cancelTimer(timer)
    }
}
