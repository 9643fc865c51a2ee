/// What is to be done when, without a trace of what was cancelled.
///
/// A task that sleeps and is cancelled would be kept by Swift's runtime until its time comes, which
/// for a limit of an hour is a lot of memory after many cells.
package struct TimerQueue<Action> {
    /// A place in the order: what was cancelled is only missing among the actions.
    private struct Turn {
        let due: SuspendingClock.Instant
        let id: UInt64
    }

    private var turns: [Turn] = []
    private var actions: [UInt64: Action] = [:]
    private var lastID: UInt64 = 0

    package init() {}

    package var count: Int { actions.count }

    /// When the first is due; nil if there is none.
    package var nextDue: SuspendingClock.Instant? {
        mutating get {
            while let first = turns.first, actions[first.id] == nil { removeFirst() }
            return turns.first?.due
        }
    }

    /// Adds an action.
    ///
    /// - Returns: By what it can be cancelled.
    package mutating func add(_ action: Action, at due: SuspendingClock.Instant) -> UInt64 {
        lastID += 1
        actions[lastID] = action
        turns.append(Turn(due: due, id: lastID))
        rise(from: turns.count - 1)
        return lastID
    }

    package mutating func cancel(_ id: UInt64) {
        guard actions.removeValue(forKey: id) != nil else { return }
        guard turns.count > 64, turns.count > 2 * actions.count else { return }
        turns = turns.filter { actions[$0.id] != nil }.sorted { $0.due < $1.due }
    }

    /// Takes out what is due.
    package mutating func takeDue(at now: SuspendingClock.Instant) -> [Action] {
        var due: [Action] = []
        while let next = nextDue, next <= now {
            if let action = actions.removeValue(forKey: turns[0].id) { due.append(action) }
            removeFirst()
        }
        return due
    }

    // MARK: A binary heap

    private mutating func removeFirst() {
        turns.swapAt(0, turns.count - 1)
        turns.removeLast()
        var place = 0
        while true {
            let left = 2 * place + 1
            guard left < turns.count else { return }
            let right = left + 1
            let child = right < turns.count && turns[right].due < turns[left].due ? right : left
            guard turns[child].due < turns[place].due else { return }
            turns.swapAt(child, place)
            place = child
        }
    }

    private mutating func rise(from start: Int) {
        var place = start
        while place > 0, turns[place].due < turns[(place - 1) / 2].due {
            turns.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }
}
