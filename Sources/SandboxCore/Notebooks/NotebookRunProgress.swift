/// How far a run of a notebook has come.
public struct NotebookRunProgress: Hashable, Sendable {
    /// What became of a cell that is to run.
    public enum CellState: String, Hashable, Sendable {
        /// Its turn has not come; after the end of a run: it never came.
        case pending
        /// It runs.
        case running
        /// It ran to its end.
        case executed
        /// It ended otherwise, for instance by an exception or by a limit.
        case failed
        /// It was interrupted because it, or the run, was cancelled.
        case cancelled
        /// It was taken out of the run before its turn.
        case skipped

        /// Whether it ran, however it ended.
        var hasEnded: Bool {
            switch self {
            case .executed, .failed, .cancelled: true
            case .pending, .running, .skipped: false
            }
        }
    }

    /// The state of each of the notebook's cells, by index; nil for those that are not to run.
    public var states: [CellState?]
    /// The time since the run began, on the session's clock; zero before.
    public var elapsed: Duration

    /// Creates a reading.
    public init(states: [CellState?], elapsed: Duration) {
        self.states = states
        self.elapsed = elapsed
    }

    /// How many cells have ended, also those that failed or were interrupted.
    public var ended: Int { states.count { $0?.hasEnded == true } }

    /// How many cells are to run, with those that have, and without those taken out.
    public var count: Int { states.count { $0 != nil && $0 != .skipped } }

    /// The index of the running cell, if one runs.
    public var running: Int? { states.firstIndex(of: .running) }
}
