public import NotebookModel

/// Something that happened in a run of a notebook.
public enum NotebookRunEvent: Sendable {
    /// A cell began.
    case cellStarted(NotebookRun.Position)
    /// A running cell did something; never ``CellEvent/finished(_:)``.
    case cell(NotebookRun.Position, CellEvent)
    /// A cell ended; the notebook so far has its outputs.
    ///
    /// To hold it beyond the end of the next cell costs that one a copy of the list of cells.
    case cellFinished(NotebookRun.Position, CellResult, notebook: Notebook)
    /// Cells came into other states: one began or ended, or some were taken out of the run.
    case progressed(NotebookRunProgress)
    /// The run ended. Always the last event.
    case finished(NotebookRunResult)
}
