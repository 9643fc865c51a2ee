public import NotebookModel

/// A run of a notebook's code cells, in order, in one session.
///
/// The run is the sequence of its events, and it goes on as they are read, once; the last one is
/// ``NotebookRunEvent/finished(_:)``. Reading never throws: what cut the run short stands in the
/// result, and what came until then is in the result's notebook.
///
/// ```swift
/// for await event in try NotebookRun(notebook, in: session) {
///     if case .cellStarted(let cell) = event { print("cell \(cell.number) of \(cell.count)") }
/// }
/// ```
///
/// Before the start the outputs, numbers and times of all cells that are to run are cleared. Cells
/// without code are not run, nor are those with the tag `skip-execution`, which keep their outputs.
/// Streams of outputs are merged as JupyterLab does on saving; a ``CellResult`` has them as they
/// came. What a cell's threads write when it has ended is added to its outputs while the run goes
/// on, and told by ``PythonSession/lateOutput``. Cancelling the task that reads interrupts the
/// running cell, and the events go on to their end; dropping the iterator interrupts it too.
///
/// While it runs, any task can ask for ``progress`` and ``currentNotebook``, and can cancel cells.
public final class NotebookRun: AsyncSequence, Sendable {
    /// A cell's place in the run.
    public struct Position: Hashable, Sendable {
        /// Its index among the notebook's cells, from 0.
        public var index: Int
        /// Its number among the cells that are to run, from 1.
        public var number: Int
        /// How many cells are to run.
        public var count: Int

        /// Creates a place.
        public init(index: Int, number: Int, count: Int) {
            self.index = index
            self.number = number
            self.count = count
        }
    }

    /// Holds a closure: bare, it would come out of a generic lock wrapped once more each time.
    struct Stopwatch: Sendable {
        let elapsed: @Sendable () -> Duration
    }

    /// The notebook as it was given.
    public let notebook: Notebook
    /// How to run.
    public let options: Options
    let session: PythonSession
    let record: Guarded<NotebookRecord>
    /// Tells the time since the start; nil before.
    let stopwatch = Guarded<Stopwatch?>(nil)

    /// Creates a run; it starts when its events are read.
    ///
    /// - Parameters:
    ///   - notebook: The notebook.
    ///   - selection: Which of its cells are to run. Default all.
    ///   - session: Where they run.
    ///   - options: How they run.
    /// - Throws: ``SandboxError``, rejected: there is no such cell, or a limit can't be kept.
    public init(
        _ notebook: Notebook,
        cells selection: Selection = .all,
        in session: PythonSession,
        options: Options = Options()
    ) throws(SandboxError) {
        try options.validate()
        let chosen = try notebook.indexes(of: selection)
        self.notebook = notebook
        self.session = session
        self.options = options
        record = Guarded(NotebookRecord(notebook, running: chosen))
    }

    /// Runs to the end.
    ///
    /// Of a run whose events are read elsewhere, or were, this is what it has come to so far.
    public func result() async -> NotebookRunResult {
        for await event in self {
            if case .finished(let result) = event { return result }
        }
        return resultSoFar
    }

    /// The states of all cells, and the time that has passed.
    public var progress: NotebookRunProgress {
        let elapsed = elapsed
        return record.withLock { NotebookRunProgress(states: $0.states, elapsed: elapsed) }
    }

    /// The notebook with all outputs that were told so far, also of the cell that runs.
    ///
    /// To ask costs time for the number of cells and for the outputs of the running one.
    public var currentNotebook: Notebook { record.withLock { $0.currentNotebook() } }

    /// Cancels a cell: interrupts it if it runs, or takes it out of the run if its turn has not
    /// come.
    ///
    /// A cell that has ended, or was not to run, is left alone. After an interrupted cell the run
    /// ends, unless ``Options/allowsErrors``. Of a cell that is taken out ``progress`` knows at once,
    /// and ``NotebookRunEvent/progressed(_:)`` tells before the next event.
    ///
    /// - Throws: `NotebookEditError` if there is no such cell, or several cells have the id.
    public func cancel(_ cell: CellReference) async throws(NotebookEditError) {
        let index = try notebook.index(of: cell)
        if let cell = record.withLock({ $0.cancel(index) }) { await session.cancelCell(cell) }
    }

    /// Cancels the run: interrupts the running cell, and no further one begins.
    public func cancel() async {
        if let cell = record.withLock({ $0.cancel() }) { await session.cancelCell(cell) }
    }

    /// Starts the run.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    var elapsed: Duration { stopwatch.withLock { $0 }?.elapsed() ?? .zero }

    var resultSoFar: NotebookRunResult {
        record.withLock { record in
            NotebookRunResult(
                notebook: record.currentNotebook(),
                end: record.end ?? .cancelled,
                cells: record.executed
            )
        }
    }
}
