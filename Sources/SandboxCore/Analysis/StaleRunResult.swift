/// What a run of stale cells came to.
public struct StaleRunResult: Sendable {
    /// A cell that ran.
    public struct ExecutedCell: Hashable, Sendable {
        /// Its index among the cells.
        public var index: Int
        /// What it did.
        public var result: CellResult

        /// Creates an entry.
        public init(index: Int, result: CellResult) {
            self.index = index
            self.result = result
        }
    }

    /// What the cells depend on.
    public var dependencies: NotebookDependencies
    /// The cells that were out of date, in order.
    public var stale: [Int]
    /// The cells that ran, in order: the stale ones, and what they needed anew.
    ///
    /// The last one may have failed.
    public var cells: [ExecutedCell]
    /// The cells that were to run and didn't, because one before them failed; if the variables were
    /// lost with it, all that have run or were to.
    public var remaining: [Int]
    /// All that has run in the session since its variables are there, for the next time.
    public var executed: [Int]

    /// Creates a result.
    public init(
        dependencies: NotebookDependencies,
        stale: [Int],
        cells: [ExecutedCell],
        remaining: [Int],
        executed: [Int]
    ) {
        self.dependencies = dependencies
        self.stale = stale
        self.cells = cells
        self.remaining = remaining
        self.executed = executed
    }

    /// Whether everything is up to date now.
    public var isCompleted: Bool { outdated.isEmpty }

    /// The cells that are still out of date: the one that failed, and those that didn't run.
    ///
    /// The next time they count as edited, beside those that were.
    public var outdated: Set<Int> {
        let failed = cells.last.flatMap { $0.result.outcome.isOK ? nil : $0.index }
        return Set(remaining).union(failed.map { [$0] } ?? [])
    }
}
