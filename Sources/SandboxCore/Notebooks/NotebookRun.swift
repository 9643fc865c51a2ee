public import NotebookModel

/// A run of a notebook's code cells, in order, in one session.
///
/// The run is the sequence of its events, and it goes on as they are read; the last one is
/// ``NotebookRunEvent/finished(_:)``. It never throws: what cut it short stands in the result, and
/// what ran until then is in the result's notebook.
///
/// ```swift
/// for await event in NotebookRun(notebook, in: session) {
///     if case .cellStarted(let cell) = event { print("cell \(cell.number) of \(cell.count)") }
/// }
/// ```
///
/// Before the start the outputs and numbers of all cells that are to run are cleared. Cells without
/// code are not run, nor are those with the tag `skip-execution`, which keep their outputs.
/// Cancelling the task that reads interrupts the running cell, and the events go on to their end;
/// dropping the sequence interrupts it too.
public struct NotebookRun: AsyncSequence, Sendable {
    /// How to run.
    public struct Options: Sendable {
        /// The longest time that each cell may take; nil is none.
        ///
        /// Default nil.
        public var timeout: Duration?
        /// Whether to go on after a cell that raised an exception, or exited with a status other
        /// than 0.
        ///
        /// Default no, but for cells with the tag `raises-exception`.
        public var allowsErrors: Bool
        /// Who answers `input()`; nil is the session's policy.
        ///
        /// Default nil.
        public var input: InputPolicy?
        /// Whether text is told as bytes.
        ///
        /// Default no. See ``CellOptions/reportsBytes``.
        public var reportsBytes: Bool

        /// Creates options.
        public init(
            timeout: Duration? = nil,
            allowsErrors: Bool = false,
            input: InputPolicy? = nil,
            reportsBytes: Bool = false
        ) {
            self.timeout = timeout
            self.allowsErrors = allowsErrors
            self.input = input
            self.reportsBytes = reportsBytes
        }
    }

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

    /// The notebook as it was given.
    public let notebook: Notebook
    /// How to run.
    public let options: Options
    private let session: PythonSession

    /// Creates a run; it starts when its events are read.
    public init(_ notebook: Notebook, in session: PythonSession, options: Options = Options()) {
        self.notebook = notebook
        self.session = session
        self.options = options
    }

    /// Runs to the end.
    public func result() async -> NotebookRunResult {
        for await event in self {
            if case .finished(let result) = event { return result }
        }
        preconditionFailure("the last event of a run is its end")
    }

    /// Starts the run.
    public func makeAsyncIterator() -> Iterator {
        Iterator(record: NotebookRecord(notebook), options: options, session: session)
    }

    /// The run under way.
    public struct Iterator: AsyncIteratorProtocol {
        private enum Phase {
            case between
            case running(Position, CellEvents)
            case over
        }

        private var record: NotebookRecord
        private let options: Options
        private let session: PythonSession
        private var phase = Phase.between

        init(record: NotebookRecord, options: Options, session: PythonSession) {
            self.record = record
            self.options = options
            self.session = session
        }

        /// The next event; nil after the last.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async -> NotebookRunEvent? {
            switch phase {
            case .between: return await begin()
            case .running(let position, let events):
                let event: CellEvent?
                do {
                    event = try await Self.next(of: events, in: session)
                } catch {
                    return prevent(position, error)
                }
                guard let event else { return finish(.cancelled) }
                return take(event, at: position)
            case .over: return nil
            }
        }

        private mutating func begin(
            isolation actor: isolated (any Actor)? = #isolation
        ) async -> NotebookRunEvent {
            if let end = record.end { return finish(end) }
            guard let position = record.next else { return finish(.completed) }
            guard !Task.isCancelled else { return finish(.cancelled) }
            record.noteLanguage(version: await session.pythonVersion)
            let options = CellOptions(
                timeout: options.timeout,
                input: options.input,
                reportsBytes: options.reportsBytes
            )
            do {
                let events = try await session.stream(record.source(at: position), options)
                phase = .running(position, events)
                return .cellStarted(position)
            } catch {
                return prevent(position, error)
            }
        }

        private mutating func take(_ event: CellEvent, at position: Position) -> NotebookRunEvent {
            switch event {
            case .finished(let result):
                record.finish(position, result, options)
                phase = .between
                return .cellFinished(position, result, notebook: record.notebook)
            case .updatedDisplay(let displayID, let output):
                record.update(displayID, with: output)
                return .cell(position, event)
            default: return .cell(position, event)
            }
        }

        private mutating func prevent(
            _ position: Position,
            _ error: any Error
        ) -> NotebookRunEvent {
            guard let error = error as? SandboxError else { return finish(.cancelled) }
            record.prevent(position, error)
            return finish(.prevented(position, error))
        }

        private mutating func finish(_ end: NotebookRunResult.End) -> NotebookRunEvent {
            phase = .over
            return .finished(
                NotebookRunResult(notebook: record.notebook, end: end, cells: record.executed)
            )
        }

        /// The next event of a cell, also of one that is interrupted because the reading task was
        /// cancelled: the stream itself would end at once, without the cell's result.
        private static func next(
            of events: CellEvents,
            in session: PythonSession
        ) async throws -> CellEvent? {
            try await withTaskCancellationHandler {
                try await Task {
                    var iterator = events.makeAsyncIterator()
                    return try await iterator.next()
                }.value
            } onCancel: {
                Task { await session.interrupt() }
            }
        }
    }
}
