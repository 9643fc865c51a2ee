public import NotebookModel

/// Something that happened in a run of a notebook.
public enum NotebookRunEvent: Sendable {
    /// A cell began.
    case cellStarted(NotebookRun.Position)
    /// A running cell did something; never ``CellEvent/finished(_:)``.
    case cell(NotebookRun.Position, CellEvent)
    /// A cell ended; the notebook so far has its outputs.
    case cellFinished(NotebookRun.Position, CellResult, notebook: Notebook)
    /// The run ended. Always the last event.
    case finished(NotebookRunResult)
}

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
        /// The task was cancelled between two cells.
        case cancelled
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
