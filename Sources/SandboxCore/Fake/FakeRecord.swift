/// What a ``FakeBackend`` was asked to do, in order, over all its sandboxes.
public struct FakeRecord: Hashable, Sendable {
    /// What the agent of a sandbox was told first.
    public struct Settings: Hashable, Sendable {
        /// The environment variables of the user's code.
        public var environment: [String: String]
        /// The modules to import before the first cell.
        public var preload: [String]
        /// The threads that numerical libraries should start.
        public var threads: Int?
        /// The cap on the text of a cell, in bytes; nil is none.
        public var outputBytes: Int?
        /// The cap on the rich outputs of a cell, in bytes; nil is none.
        public var displayBytes: Int?
        /// The cap on the rich outputs of a cell, in number; nil is none.
        public var displayCount: Int?
        /// The time from an interrupt to the kill of the worker.
        public var interruptGrace: Duration
        /// Whether what a cell has started ends with it.
        public var endsChildren: Bool
    }

    /// What was to be started, in order of ``FakeCell/sandbox``; failed starts count.
    public var launches: [SandboxSpecification] = []
    /// The first words to each sandbox that came so far.
    public var settings: [Settings] = []
    /// The cells that were run.
    public var cells: [FakeCell] = []
    /// Those of them that no rule was for.
    public var unmatchedCells: [FakeCell] = []
    /// The numbers of the cells that were to be interrupted.
    public var interrupts: [Int] = []
    /// How often a fresh worker was asked for.
    public var restarts = 0
    /// The answers to requests for input, stale ones too.
    public var inputReplies: [InputReply] = []
    /// The file operations, such as `put data.csv`.
    public var fileOperations: [String] = []
    /// How often a session asked whether its agent is alive.
    public var pings = 0
    /// How many sandboxes have ended.
    public var endedSandboxes = 0

    /// The code of the cells.
    public var code: [String] { cells.map(\.code) }
}

/// What the sandboxes of one fake backend share.
final class FakeLedger: Sendable {
    private struct State {
        var record = FakeRecord()
        var uses: [Int: Int] = [:]
    }

    private let state = Guarded(State())

    var record: FakeRecord { state.withLock { $0.record } }

    func note(_ change: (inout FakeRecord) -> Void) {
        state.withLock { change(&$0.record) }
    }

    /// Notes a start, and gives its number.
    func noteLaunch(_ specification: SandboxSpecification) -> Int {
        state.withLock { state in
            state.record.launches.append(specification)
            return state.record.launches.count
        }
    }

    /// Notes a cell, and finds the rule for it.
    func answer(_ cell: FakeCell, rules: [FakeScript.Rule]) -> FakeAnswer? {
        let matching = rules.indices.filter { rules[$0].match.test(cell) }
        return state.withLock { state in
            state.record.cells.append(cell)
            for index in matching where state.uses[index, default: 0] < rules[index].times {
                state.uses[index, default: 0] += 1
                return rules[index].answer
            }
            state.record.unmatchedCells.append(cell)
            return nil
        }
    }
}
