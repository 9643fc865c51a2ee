public import NotebookModel

/// What a run of a notebook came to.
public struct NotebookRunResult: Sendable {
    /// Why a run ended.
    public enum End: Sendable {
        /// All cells ran.
        case completed
        /// This cell failed, and it was not allowed to.
        case failed(NotebookRun.Position, CellResult)
        /// This cell could not be run, for instance because the sandbox had ended.
        case prevented(NotebookRun.Position, SandboxError)
        /// The run was cancelled, or the task that read it; a cell that ran then is the last of
        /// ``NotebookRunResult/cells``, as interrupted.
        case cancelled
        /// The budget of the run was used up, between two cells or in the last of
        /// ``NotebookRunResult/cells``, which then says so.
        case budgetExhausted
    }

    /// A cell that ran.
    public struct ExecutedCell: Hashable, Sendable {
        /// Its place in the run.
        public var position: NotebookRun.Position
        /// What it did.
        public var result: CellResult

        /// Creates an entry.
        public init(position: NotebookRun.Position, result: CellResult) {
            self.position = position
            self.result = result
        }
    }

    /// The notebook with the outputs of what ran.
    ///
    /// A cell that was cut short has an `error` output at its end that says so; cells that didn't
    /// run have no outputs.
    public var notebook: Notebook
    /// Why it ended.
    public var end: End
    /// The cells that ran, in order.
    public var cells: [ExecutedCell]

    /// Creates a result.
    public init(notebook: Notebook, end: End, cells: [ExecutedCell]) {
        self.notebook = notebook
        self.end = end
        self.cells = cells
    }

    /// Whether all cells ran, as far as they were to.
    public var isCompleted: Bool {
        if case .completed = end { true } else { false }
    }
}
