internal import NotebookModel

/// The notebook of a run, as it fills with outputs.
///
/// It knows no session and no time.
struct NotebookRecord: Sendable {
    private struct Place: Hashable, Sendable {
        var cell: Int
        var output: Int
    }

    private(set) var notebook: Notebook
    private(set) var executed: [NotebookRunResult.ExecutedCell] = []
    /// Why no further cell may run.
    private(set) var end: NotebookRunResult.End?
    private let plan: [Int]
    private var places: [String: [Place]] = [:]

    init(_ notebook: Notebook) {
        var notebook = notebook
        var plan: [Int] = []
        for (index, cell) in notebook.cells.enumerated() {
            guard cell.isCode, !cell.tags.contains("skip-execution") else { continue }
            notebook.cells[index].outputs = []
            notebook.cells[index].executionCount = nil
            if cell.source.contains(where: { !$0.isWhitespace }) { plan.append(index) }
        }
        self.notebook = notebook
        self.plan = plan
    }

    /// The cell that is to run next.
    var next: NotebookRun.Position? {
        guard executed.count < plan.count else { return nil }
        return NotebookRun.Position(
            index: plan[executed.count],
            number: executed.count + 1,
            count: plan.count
        )
    }

    func source(at position: NotebookRun.Position) -> String {
        notebook.cells[position.index].source
    }

    /// Takes a cell's outputs over.
    mutating func finish(
        _ position: NotebookRun.Position,
        _ result: CellResult,
        _ options: NotebookRun.Options
    ) {
        let cell = notebook.cells[position.index]
        executed.append(.init(position: position, result: result))
        var outputs = result.outputs
        if let note = result.outcome.note(timeout: options.timeout) { outputs.append(note) }
        notebook.cells[position.index].outputs = outputs
        notebook.cells[position.index].executionCount = result.executionCount
        for (output, displayID) in result.displayIDs {
            places[displayID, default: []].append(Place(cell: position.index, output: output))
        }
        let allows = options.allowsErrors || cell.tags.contains("raises-exception")
        if !result.outcome.lets(goOn: allows) { end = .failed(position, result) }
    }

    /// Notes that a cell could not be run.
    mutating func prevent(_ position: NotebookRun.Position, _ error: SandboxError) {
        notebook.cells[position.index].outputs = [.note("SandboxError", error.message)]
    }

    /// Replaces what earlier cells displayed under an identifier.
    mutating func update(_ displayID: String, with new: Output) {
        for place in places[displayID] ?? [] {
            notebook.cells[place.cell].outputs[place.output].takeData(of: new)
        }
    }

    /// Writes what ran the notebook into its metadata, as Jupyter does.
    mutating func noteLanguage(version: String) {
        if notebook.metadata["kernelspec"] == nil {
            notebook.metadata["kernelspec"] = [
                "display_name": "Python 3", "language": "python", "name": "python3",
            ]
        }
        notebook.metadata["language_info"] = [
            "codemirror_mode": ["name": "ipython", "version": 3],
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
            "version": .string(version),
        ]
    }
}

extension CellOutcome {
    /// Whether the cells after it may run, if exceptions are allowed or not.
    func lets(goOn allowsErrors: Bool) -> Bool {
        switch self {
        case .ok, .exited(status: 0, _): true
        case .raised, .exited: allowsErrors
        case .interrupted, .timedOut, .outOfMemory, .killed, .sessionLost: false
        }
    }

    /// What a notebook shows at the end of a cell that came to no proper end; an exception is shown
    /// already.
    func note(timeout: Duration?) -> Output? {
        switch self {
        case .ok, .raised, .exited(status: 0, _): nil
        case .exited(let status, let value): .note("SystemExit", value ?? "\(status)")
        case .interrupted: .note("KeyboardInterrupt", "the cell was interrupted")
        case .timedOut:
            .note(
                "TimeLimitExceeded",
                timeout.map { "the cell was stopped at its time limit of \($0)" }
                    ?? "the cell was stopped at its time limit"
            )
        case .outOfMemory(let limit, _):
            .note(
                "OutOfMemory",
                "the cell was ended: the sandbox ran out of memory"
                    + (limit.map { ", its limit is \($0)" } ?? "")
            )
        case .killed(let signal):
            .note("ProcessKilled", "the Python process was ended by signal \(signal)")
        case .sessionLost(let reason): .note("SessionLost", "the sandbox is gone: \(reason)")
        }
    }
}

extension Output {
    /// An error output of one line.
    static func note(_ name: String, _ text: String) -> Output {
        .error(name: name, value: text, traceback: ["\(name): \(text)"])
    }

    /// Takes another's data, and stays the kind of output that it is.
    mutating func takeData(of new: Output) {
        guard let data = new.data else { return }
        switch kind {
        case .executeResult(_, let metadata, let count):
            kind = .executeResult(data, metadata: metadata, executionCount: count)
        case .displayData: kind = new.kind
        case .stream, .error, .unknown: break
        }
    }
}
