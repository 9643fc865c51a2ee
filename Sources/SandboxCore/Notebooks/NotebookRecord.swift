internal import NotebookModel

/// A run of a notebook as a pure value: which cells are to run, what became of them, and the
/// notebook as it fills with outputs.
///
/// It knows no session, and of time only what it is told. Each step takes time for what it brings,
/// not for what is there already, unless somebody still holds an earlier notebook: then the list of
/// cells is copied.
struct NotebookRecord: Sendable {
    /// The cell that runs.
    struct Running: Sendable {
        let position: NotebookRun.Position
        /// Whether its time limit is what was left of the run's budget.
        var isOnBudget = false
        /// Its number in the session, once it has one.
        var cell: UInt32?
        /// When the session handed it over, by the time of day.
        var begin: Duration?
        /// Whether it was cancelled on its own.
        var isCancelled = false
        /// Whether the session was told to interrupt it.
        var isInterrupted = false
        var outputs = RunningOutputs()
    }

    var running: Running?
    /// Whether the run as a whole was cancelled.
    private(set) var isCancelled = false
    private(set) var executed: [NotebookRunResult.ExecutedCell] = []
    /// Why no further cell may run.
    private(set) var end: NotebookRunResult.End?
    private(set) var states: [NotebookRunProgress.CellState?]
    /// As ``NotebookRunProgress`` counts them, without going through the states for each cell.
    private var ended = 0
    private var count = 0
    /// Whether states have changed since this was set to no.
    var hasNews = false
    /// With the outputs of the cells that have ended, changed since where ``displayed`` says so.
    var notebook: Notebook
    var displayed = DisplayedOutputs()
    /// Where to look for the next cell.
    private var next = 0
    /// The indexes of the cells that have numbers in the session.
    private var indexes: [UInt32: Int] = [:]
    /// Text that came when its cell had ended, before its end was read here.
    private var early: [Output] = []

    /// - Parameters:
    ///   - notebook: The notebook.
    ///   - chosen: The indexes of the cells that the run is about.
    init(_ notebook: Notebook, running chosen: some Sequence<Int>) {
        var notebook = notebook
        states = Array(repeating: nil, count: notebook.cells.count)
        for index in chosen {
            let cell = notebook.cells[index]
            guard cell.isCode, !cell.tags.contains("skip-execution") else { continue }
            notebook.cells[index].outputs = []
            notebook.cells[index].executionCount = nil
            // Else what another program noted of an earlier run would stand beside the new times.
            if cell.metadata["execution"] != nil {
                notebook.cells[index].metadata["execution"] = nil
            }
            if cell.source.contains(where: { !$0.isWhitespace }) {
                states[index] = .pending
                count += 1
            }
        }
        self.notebook = notebook
    }

    // MARK: What happens

    /// Begins the next cell; nil if none is left, or none may run.
    mutating func begin() -> NotebookRun.Position? {
        guard end == nil else { return nil }
        guard let index = states[next...].firstIndex(of: .pending) else {
            end = .completed
            return nil
        }
        guard !isCancelled else {
            end = .cancelled
            return nil
        }
        next = index + 1
        set(.running, at: index)
        let position = NotebookRun.Position(index: index, number: ended + 1, count: count)
        running = Running(position: position)
        return position
    }

    func source(at position: NotebookRun.Position) -> String {
        notebook.cells[position.index].source
    }

    /// Takes what the running cell did.
    mutating func take(_ event: CellEvent) {
        running?.outputs.take(event)
        switch event {
        case .updatedDisplay(let displayID, let output), .output(let output, let displayID?):
            displayed.change(displayID, to: output)
        default: break
        }
    }

    /// The running cell has a number in the session.
    mutating func note(_ cell: UInt32) {
        running?.cell = cell
        indexes[cell] = running?.position.index
    }

    /// Takes text of a cell that has ended.
    mutating func take(_ late: LateOutput) {
        guard let index = late.cell.flatMap({ indexes[UInt32($0)] }) else { return }
        let output = Output.stream(late.stream, LoneSurrogate.text(ofGenuine: late.text))
        if running?.position.index == index {
            early.append(output)
        } else {
            notebook.append([output], toCell: index)
        }
    }

    /// Takes the end of the running cell.
    ///
    /// - Returns: What it did, seen as a part of the run.
    mutating func finish(
        _ result: CellResult,
        _ options: NotebookRun.Options
    ) -> CellResult {
        guard let running = running.take() else { return result }
        let index = running.position.index
        var result = result
        if running.isOnBudget, result.exceeded == .total { result.outcome = .budgetExhausted }
        write(result, of: running, options)
        notebook.append(early, toCell: index)
        early = []
        executed.append(.init(position: running.position, result: result))
        let wasCancelled = running.isCancelled || isCancelled
        if result.outcome.lets(goOn: false) {
            set(.executed, at: index)
        } else {
            set(result.outcome == .interrupted && wasCancelled ? .cancelled : .failed, at: index)
        }
        end = ending(running, result, options)
        return result
    }

    private func ending(
        _ running: Running,
        _ result: CellResult,
        _ options: NotebookRun.Options
    ) -> NotebookRunResult.End? {
        let tags = notebook.cells[running.position.index].tags
        let allows = options.allowsErrors || tags.contains("raises-exception")
        return switch result.outcome {
        case let outcome where outcome.lets(goOn: allows): nil
        case .budgetExhausted: .budgetExhausted
        case .interrupted where isCancelled: .cancelled
        case .interrupted where running.isCancelled && options.allowsErrors: nil
        default: .failed(running.position, result)
        }
    }

    /// Notes that the budget was used up between two cells.
    mutating func exhaustBudget() {
        if end == nil, states[next...].contains(.pending) { end = .budgetExhausted }
    }

    /// Notes that the running cell could not be run.
    mutating func prevent(_ error: any Error) {
        guard let running = running.take() else { return }
        let index = running.position.index
        if let error = error as? SandboxError {
            notebook.cells[index].outputs = [.note("SandboxError", error.message)]
            set(.failed, at: index)
            end = .prevented(running.position, error)
        } else if running.isCancelled, !isCancelled {
            set(.skipped, at: index)  // it was still waiting for its turn in the session
        } else {
            set(.pending, at: index)
            end = .cancelled
        }
    }

    /// Notes that nobody reads the run any more; what its running cell told stays, and a note.
    mutating func abandon() {
        guard end == nil else { return }
        if let running {
            notebook = currentNotebook()
            if let note = CellOutcome.interrupted.note(timeout: nil) {
                notebook.cells[running.position.index].outputs.append(note)
            }
            set(.cancelled, at: running.position.index)
            self.running = nil
        }
        end = .cancelled
    }

    // MARK: Cancelling

    /// Cancels a cell.
    ///
    /// - Returns: Its number in the session, if it is to be interrupted there.
    mutating func cancel(_ index: Int) -> UInt32? {
        if states[index] == .pending { set(.skipped, at: index) }
        guard running?.position.index == index else { return nil }
        running?.isCancelled = true
        return cellToInterrupt()
    }

    /// Cancels the run.
    ///
    /// - Returns: The running cell's number in the session, if it is to be interrupted there.
    mutating func cancel() -> UInt32? {
        isCancelled = true
        return cellToInterrupt()
    }

    /// The running cell's number in the session, if it was cancelled and nobody has been told.
    mutating func cellToInterrupt() -> UInt32? {
        guard let running, let cell = running.cell, !running.isInterrupted,
            running.isCancelled || isCancelled
        else { return nil }
        self.running?.isInterrupted = true
        return cell
    }

    private mutating func set(_ state: NotebookRunProgress.CellState, at index: Int) {
        states[index] = state
        // A cell that has ended, or was taken out, stays so.
        if state.hasEnded { ended += 1 }
        if state == .skipped { count -= 1 }
        hasNews = true
    }
}
