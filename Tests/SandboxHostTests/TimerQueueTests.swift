import SandboxHost
import Testing

@Suite struct TimerQueueTests {
    private let start = SuspendingClock.now

    @Test func `what is due comes in the order of its times`() {
        var queue = TimerQueue<Int>()
        for number in [5, 3, 9, 1, 7, 2, 8, 6, 4] {
            _ = queue.add(number, at: start + .seconds(number))
        }
        #expect(queue.nextDue == start + .seconds(1))
        #expect(queue.takeDue(at: start + .seconds(4)) == [1, 2, 3, 4])
        #expect(queue.takeDue(at: start + .seconds(4)) == [])
        #expect(queue.takeDue(at: start + .seconds(99)) == [5, 6, 7, 8, 9])
        #expect(queue.nextDue == nil)
    }

    @Test func `what was cancelled does not come, and takes no place`() {
        var queue = TimerQueue<Int>()
        let kept = queue.add(1, at: start + .seconds(7200))
        for number in 0..<100_000 {
            queue.cancel(queue.add(number, at: start + .seconds(3600)))
        }
        #expect(queue.count == 1)
        #expect(queue.nextDue == start + .seconds(7200))
        queue.cancel(kept)
        queue.cancel(kept)
        #expect(queue.takeDue(at: start + .seconds(9999)) == [])
    }

    @Test func `any order of adding, cancelling and taking keeps the order of times`() {
        var queue = TimerQueue<Int>()
        var expected: [UInt64: Int] = [:]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<5_000 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0, 1:
                let due = Int.random(in: 0..<1_000_000, using: &generator)
                expected[queue.add(due, at: start + .seconds(due))] = due
            case 2:
                guard let id = expected.keys.randomElement() else { continue }
                expected[id] = nil
                queue.cancel(id)
            default:
                let now = Int.random(in: 0..<20_000, using: &generator)
                let due = expected.filter { $0.value <= now }
                #expect(queue.takeDue(at: start + .seconds(now)) == due.values.sorted())
                for id in due.keys { expected[id] = nil }
            }
            #expect(queue.nextDue == expected.values.min().map { start + .seconds($0) })
        }
    }
}
