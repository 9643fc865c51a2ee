/// How it went to run earlier cells again.
public struct ReplayReport: Hashable, Sendable {
    /// A place that may have done another thing than the first time.
    public struct Doubt: Hashable, Sendable {
        /// The index of the cell among the earlier ones.
        public var cell: Int
        /// What is doubtful there.
        public var doubt: CellDoubt

        /// Creates a doubt.
        public init(cell: Int, doubt: CellDoubt) {
            self.cell = cell
            self.doubt = doubt
        }

        /// The line in the cell, from 1.
        public var line: Int { doubt.line }
        /// What the place depends on.
        public var kind: CellDoubt.Kind { doubt.kind }
        /// What the code names there: hostile text.
        public var what: String { doubt.what }
    }

    /// A cell that failed this time.
    public struct Failure: Hashable, Sendable {
        /// Its index among the earlier cells.
        public var cell: Int
        /// What it did, without its output.
        public var result: CellResult

        /// Creates a failure.
        public init(cell: Int, result: CellResult) {
            self.cell = cell
            self.result = result
        }
    }

    /// What may be other than the first time, in order.
    public var doubts: [Doubt]
    /// The cell that failed, if one did; those after it did not run.
    public var failure: Failure?

    /// Creates a report.
    public init(doubts: [Doubt] = [], failure: Failure? = nil) {
        self.doubts = doubts
        self.failure = failure
    }

    /// Whether all ran, and nothing was found that could make it differ.
    public var isFaithful: Bool { doubts.isEmpty && failure == nil }
}
