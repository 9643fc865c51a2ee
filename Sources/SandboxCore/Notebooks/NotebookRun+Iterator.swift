extension NotebookRun {
    /// The run under way.
    public struct Iterator: AsyncIteratorProtocol {
        private enum Phase {
            case fresh
            case between
            case running(Position, CellEvents)
            case over
        }

        /// Tells the run when nobody reads it any more.
        private final class Reader: Sendable {
            private let run: NotebookRun

            init(_ run: NotebookRun) { self.run = run }

            deinit {
                run.record.withLock { $0.abandon() }
                Task { [run] in await run.session.tellLate(ObjectIdentifier(run), nil) }
            }
        }

        private let run: NotebookRun
        private var phase = Phase.fresh
        private var reader: Reader?

        init(_ run: NotebookRun) {
            self.run = run
        }

        /// The next event; nil after the last.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async -> NotebookRunEvent? {
            if case .fresh = phase {
                phase = await start() ? .between : .over
                if case .between = phase { reader = Reader(run) }
            }
            while true {
                if case .over = phase { return nil }
                if run.record.withLock({ $0.takeNews() }) { return .progressed(run.progress) }
                switch phase {
                case .fresh, .over: return nil
                case .between: if let event = await begin() { return event }
                case .running(let position, let events):
                    do {
                        guard let event = try await run.next(of: events) else {
                            throw CancellationError()
                        }
                        return take(event, at: position)
                    } catch {
                        run.record.withLock { $0.prevent(error) }
                        phase = .between
                    }
                }
            }
        }

        /// Takes the run over, unless somebody has.
        private func start() async -> Bool {
            let stopwatch = Stopwatch(elapsed: run.session.clock.stopwatch())
            let isFirst = run.stopwatch.withLock { current in
                guard current == nil else { return false }
                current = stopwatch
                return true
            }
            guard isFirst else { return false }
            let record = run.record
            await run.session.tellLate(ObjectIdentifier(run)) { late in
                record.withLock { $0.take(late) }
            }
            let version = await run.session.pythonVersion
            run.record.withLock { record in
                if record.states.contains(.pending) { record.noteLanguage(version: version) }
            }
            return true
        }

        /// Begins the next cell, or ends the run; nil if the cell could not begin.
        private mutating func begin() async -> NotebookRunEvent? {
            if Task.isCancelled { _ = run.record.withLock { $0.cancel() } }
            let left = run.options.budget.map { $0 - run.elapsed }
            let position = run.record.withLock { record in
                if let left, left <= .zero { record.exhaustBudget() }
                return record.begin()
            }
            guard let position else {
                phase = .over
                await run.session.tellLate(ObjectIdentifier(run), nil)
                return .finished(run.resultSoFar)
            }
            do {
                phase = .running(position, try await run.open(position, left: left))
                return .cellStarted(position)
            } catch {
                run.record.withLock { $0.prevent(error) }
                return nil
            }
        }

        private mutating func take(_ event: CellEvent, at position: Position) -> NotebookRunEvent {
            let options = run.options
            switch event {
            case .finished(let result):
                phase = .between
                let (seen, notebook) = run.record.withLock { record in
                    (record.finish(result, options), record.currentNotebook())
                }
                return .cellFinished(position, seen, notebook: notebook)
            default:
                run.record.withLock { $0.take(event) }
                return .cell(position, event)
            }
        }
    }

    /// Hands a cell to the session.
    fileprivate func open(_ position: Position, left: Duration?) async throws -> CellEvents {
        let limits = [options.timeout, left].compactMap { $0 }
        let isOnBudget = left.map { $0 < options.timeout ?? .seconds(Int64.max) } ?? false
        let cellOptions = CellOptions(
            timeout: limits.min(),
            quietTimeout: options.quietTimeout,
            input: options.input,
            reportsBytes: options.reportsBytes
        )
        let source = record.withLock { record in
            record.running?.isOnBudget = isOnBudget
            return record.source(at: position)
        }
        return try await submit(source, cellOptions, to: session)
    }

    /// The cell's number is known here before the session can take anything that the cell says.
    private func submit(
        _ source: String,
        _ cellOptions: CellOptions,
        to session: isolated PythonSession
    ) throws -> CellEvents {
        let (cell, events) = try session.open(source, cellOptions) { [record, options] in
            guard options.recordsTiming else { return }
            let now = options.now()
            record.withLock { $0.running?.begin = now }
        }
        let cancelled = record.withLock { record in
            record.note(cell)
            return record.cellToInterrupt()
        }
        if let cancelled { session.cancelCell(cancelled) }
        return events
    }

    /// The next event of a cell, also of one that is interrupted because the reading task was
    /// cancelled: the stream itself would end at once, without the cell's result.
    fileprivate func next(of events: CellEvents) async throws -> CellEvent? {
        try await withTaskCancellationHandler {
            try await Task {
                var iterator = events.makeAsyncIterator()
                return try await iterator.next()
            }.value
        } onCancel: {
            Task { await cancel() }
        }
    }
}

extension NotebookRecord {
    /// Tells once whether states have changed.
    fileprivate mutating func takeNews() -> Bool {
        defer { hasNews = false }
        return hasNews
    }
}
