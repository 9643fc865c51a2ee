internal import NotebookModel

extension CellOutcome {
    /// Whether the cells after it may run, if exceptions are allowed or not.
    func lets(goOn allowsErrors: Bool) -> Bool {
        switch self {
        case .ok, .exited(status: 0, _): true
        case .raised, .exited: allowsErrors
        case .interrupted, .timedOut, .budgetExhausted, .outOfMemory, .killed, .sessionLost: false
        }
    }

    /// What a notebook shows at the end of a cell that came to no proper end; an exception is shown
    /// already.
    func note(timeout: Duration?, quiet: Duration? = nil, budget: Duration? = nil) -> Output? {
        switch self {
        case .ok, .raised, .exited(status: 0, _): nil
        case .exited(let status, let value): .note("SystemExit", value ?? "\(status)")
        case .interrupted: .note("KeyboardInterrupt", "the cell was interrupted")
        case .timedOut:
            .note(
                "TimeLimitExceeded",
                quiet.map { "the cell was stopped: nothing came from it for \($0)" }
                    ?? "the cell was stopped at its time limit" + Self.of(timeout)
            )
        case .budgetExhausted:
            .note(
                "BudgetExhausted",
                "the cell was stopped: the budget\(Self.of(budget)) for the whole run is used up"
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

    private static func of(_ limit: Duration?) -> String { limit.map { " of \($0)" } ?? "" }
}

extension Output {
    /// An error output of one line.
    static func note(_ name: String, _ text: String) -> Output {
        .error(name: name, value: text, traceback: ["\(name): \(text)"])
    }
}
