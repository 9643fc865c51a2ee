internal import CSandboxShims
public import NotebookModel

extension NotebookRun {
    /// Which cells are to run, always in the notebook's order.
    ///
    /// Of those named, the ones that are no code, are blank, or have the tag `skip-execution` don't
    /// run.
    public enum Selection: Hashable, Sendable {
        /// All.
        case all
        /// This cell and those after it.
        case from(CellReference)
        /// These, each once.
        case only([CellReference])
    }

    /// How to run.
    public struct Options: Sendable {
        /// The longest time that each cell may take; nil is none.
        ///
        /// Zero and less are refused. Default nil.
        public var timeout: Duration?
        /// The longest time in which nothing comes from a cell; nil is none.
        ///
        /// See ``CellOptions/quietTimeout``. Zero and less are refused. Default nil.
        public var quietTimeout: Duration?
        /// The longest time that the run may take, from its first event on; nil is none.
        ///
        /// The cell that runs when it is used up ends as ``CellOutcome/budgetExhausted``, and no
        /// further one begins. Time counts on the session's clock; a cell that has to wait for
        /// another user of the session may overrun it by that. Zero and less are refused. Default
        /// nil.
        public var budget: Duration?
        /// Whether to go on after a cell that raised an exception, exited with a status other than
        /// 0, or was cancelled on its own.
        ///
        /// Default no, but for exceptions of cells with the tag `raises-exception`.
        public var allowsErrors: Bool
        /// Who answers `input()`; nil is the session's policy.
        ///
        /// Default nil.
        public var input: InputPolicy?
        /// Whether text is told as bytes.
        ///
        /// Default no. See ``CellOptions/reportsBytes``.
        public var reportsBytes: Bool
        /// Whether the notebook holds tracebacks with colours, as Jupyter writes them.
        ///
        /// Default no: they are plain text, so that whatever shows the notebook can show them. See
        /// ``PythonException/ansiTraceback``.
        public var coloursTracebacks: Bool
        /// Whether the metadata of each cell that runs says when it did.
        ///
        /// The member is `execution`, as JupyterLab and nbclient write it. Default yes, as nbclient
        /// does.
        public var recordsTiming: Bool
        /// Tells the time of day, as the time since 1970 began in UTC; nil is this machine's.
        ///
        /// Default nil.
        public var timeOfDay: (@Sendable () -> Duration)?

        /// Creates options.
        public init(
            timeout: Duration? = nil,
            quietTimeout: Duration? = nil,
            budget: Duration? = nil,
            allowsErrors: Bool = false,
            input: InputPolicy? = nil,
            reportsBytes: Bool = false,
            coloursTracebacks: Bool = false,
            recordsTiming: Bool = true,
            timeOfDay: (@Sendable () -> Duration)? = nil
        ) {
            self.timeout = timeout
            self.quietTimeout = quietTimeout
            self.budget = budget
            self.allowsErrors = allowsErrors
            self.input = input
            self.reportsBytes = reportsBytes
            self.coloursTracebacks = coloursTracebacks
            self.recordsTiming = recordsTiming
            self.timeOfDay = timeOfDay
        }

        func now() -> Duration { timeOfDay?() ?? .microseconds(sandbox_time_of_day()) }

        func validate() throws(SandboxError) {
            let limits = [
                ("time limit", timeout), ("quiet time", quietTimeout), ("budget", budget),
            ]
            for (name, limit) in limits {
                guard let limit, limit <= .zero else { continue }
                throw SandboxError(
                    .rejected,
                    "a \(name) of \(limit) can't be kept: give more than zero, or nil for none"
                )
            }
        }
    }
}

extension Notebook {
    /// The indexes of the cells that a run is about, also those that have nothing to run.
    ///
    /// - Throws: ``SandboxError`` if a cell is named that there is not.
    func indexes(of selection: NotebookRun.Selection) throws(SandboxError) -> [Int] {
        do {
            switch selection {
            case .all: return Array(cells.indices)
            case .from(let first): return Array(try index(of: first)..<cells.count)
            case .only(let chosen):
                var indexes: Set<Int> = []
                for cell in chosen { indexes.insert(try index(of: cell)) }
                return indexes.sorted()
            }
        } catch {
            throw SandboxError(.rejected, "no such run: \(error)", cause: error)
        }
    }
}
