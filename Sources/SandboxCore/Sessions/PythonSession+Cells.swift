internal import NotebookModel

extension PythonSession {
    /// Runs a cell and waits for its end.
    ///
    /// Cancelling the task interrupts the cell; its result then says `interrupted`. A cell that was
    /// still waiting for its turn never runs.
    ///
    /// - Throws: ``SandboxError`` if the session has ended or the options can't be carried out;
    ///   `CancellationError` if the task was cancelled before the cell's turn.
    public func run(
        _ code: String,
        _ options: CellOptions = CellOptions()
    ) async throws -> CellResult {
        try await run(.code(code), options)
    }

    func run(_ work: CellWork, _ options: CellOptions) async throws -> CellResult {
        try Task.checkCancellation()
        let gate = CellGate()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                do {
                    gate.cell = try submit(
                        work,
                        options,
                        emit: { _ in },
                        complete: { continuation.resume(with: $0) }
                    )
                } catch {
                    continuation.resume(throwing: error)
                }
                if Task.isCancelled, let cell = gate.cell { perform(machine.cancel(cell)) }
            }
        } onCancel: {
            Task { await self.cancel(gate) }
        }
    }

    /// Runs a cell and tells its events as they happen; the last is ``CellEvent/finished(_:)``.
    ///
    /// The cell runs whether or not the events are read; what it may put out is bounded by
    /// ``OutputLimits``. Dropping the sequence, or cancelling the task that reads it, interrupts
    /// the cell.
    ///
    /// - Throws: ``SandboxError`` if the session has ended or the options can't be carried out. The
    ///   sequence throws `CancellationError` for a cell that was cancelled before its turn.
    public func stream(
        _ code: String,
        _ options: CellOptions = CellOptions()
    ) async throws -> CellEvents {
        try open(code, options).events
    }

    /// Runs a cell as ``stream(_:_:)`` does, and tells its number too, by which it can be cancelled.
    ///
    /// When it is handed over, from where its duration counts, `onBegin` is called.
    func open(
        _ code: String,
        _ options: CellOptions,
        onBegin: @escaping @Sendable () -> Void = {}
    ) throws -> (cell: UInt32, events: CellEvents) {
        let (events, sink) = CellEvents.makeStream()
        let cell = try submit(
            .code(code),
            options,
            onBegin: onBegin,
            emit: { sink.yield($0) },
            complete: { result in
                switch result {
                case .success(let result):
                    sink.yield(.finished(result))
                    sink.finish()
                case .failure(let error): sink.finish(throwing: error)
                }
            }
        )
        sink.onTermination = { [weak self] reason in
            guard case .cancelled = reason else { return }
            Task { await self?.cancelCell(cell) }
        }
        return (cell, events)
    }

    private func cancel(_ gate: CellGate) {
        if let cell = gate.cell { cancelCell(cell) }
    }

    /// Interrupts a cell that runs, or takes one out that waits; one that has ended is left alone.
    func cancelCell(_ cell: UInt32) {
        perform(machine.cancel(cell))
    }

    private func submit(
        _ work: CellWork,
        _ options: CellOptions,
        onBegin: @escaping @Sendable () -> Void = {},
        emit: @escaping @Sendable (CellEvent) -> Void,
        complete: @escaping @Sendable (Result<CellResult, any Error>) -> Void
    ) throws -> UInt32 {
        try options.validate()
        try work.validate()
        if !options.waitsForTurn, let other = machine.runningCell {
            throw SandboxError(
                .busy,
                "cell \(other) runs: wait for its end, or let this one wait for its turn"
            )
        }
        let (cell, actions) = try machine.submit()
        jobs[cell] = CellJob(
            work: work,
            options: options,
            onBegin: onBegin,
            emit: emit,
            complete: complete,
            transcript: CellTranscript(limits: configuration.output, executionCount: nil),
            redactor: TextRedactor(redactor)
        )
        perform(actions)
        return cell
    }

    func perform(_ actions: [SessionStateMachine.Action]) {
        for action in actions {
            switch action {
            case .start(let cell): begin(cell)
            case .interrupt(let cell): interrupt(cell)
            case .drop(let cell):
                jobs.removeValue(forKey: cell)?.complete(.failure(CancellationError()))
            case .lose(let cell, let wasRunning):
                if wasRunning {
                    completeLost(cell)
                } else {
                    jobs.removeValue(forKey: cell)?.complete(.failure(endError))
                }
            }
        }
    }

    private var endError: any Error {
        do {
            try machine.checkOpen()
            return CancellationError()
        } catch {
            return error
        }
    }

    private func begin(_ cell: UInt32) {
        guard var job = jobs[cell] else { return }
        if !job.options.isSilent { executionCount += 1 }
        var count = job.options.isSilent ? nil : executionCount
        if case .replay(_, let number) = job.work { count = number }
        // Before time counts: large code takes a while.
        let request = AgentRequest.execute(cell: cell, work: job.work, count: count, job.options)
            .frame.encoded
        job.begin(clock, executionCount: count, limits: configuration.output)
        jobs[cell] = job
        if let code = job.work.code {
            log.note(.cellStarted(number: Int(cell), code: redactor.redact(code)))
        }
        connection.post(request)
        watch(cell)
    }

    // MARK: The end of a cell

    func finish(_ cell: UInt32, _ report: FinishedCell) async throws {
        guard machine.runningCell == cell else { throw ProtocolViolation.unexpected(.finished) }
        let usage = await usageIfTelling(cell, report)
        let kills = usage.map { max(0, $0.outOfMemoryKills - outOfMemoryKills) } ?? 0
        outOfMemoryKills += kills
        let isOver = !report.isWorkerKept && endsWithWorker
        let reason = "its worker ended with cell \(cell)"
        let actions = isOver ? machine.end(reason: reason) : try machine.finish(cell)
        if isOver { await terminated() }
        if var job = jobs.removeValue(forKey: cell) {
            job.transcript.noteDisplaysDropped(report.displaysDropped)
            let outcome = job.outcome(report.outcome, limits: configuration.output)
            var result = job.result(number: cell, outcome: redactor.redact(outcome))
            if case .outOfMemory = report.outcome {
                // Nothing ran: the files leave no memory for it.
                result.outcome = .outOfMemory(limit: configuration.limits.memory, peak: nil)
            } else if report.outcome == .killed(signal: 9), kills > 0 {
                result.outcome = .outOfMemory(limit: usage?.memoryLimit, peak: usage?.memoryPeak)
            }
            result.exceeded = report.exceeded
            result.session = report.isWorkerKept ? .kept : isOver ? .gone : .restarted
            result.beganFresh = beginsFresh
            result.enforcement = report.enforcement
            result.cpuTime = report.cpuTime
            result.memoryPeak = usage?.memoryPeak ?? report.peakMemory
            result.outOfMemoryKills = kills
            result.livingChildren = report.livingChildren
            // Who runs silent cells may be another than who is to be told.
            if !job.options.isSilent {
                beginsFresh = false
            } else if !report.isWorkerKept {
                beginsFresh = true
            }
            if !report.isWorkerKept { executionCount = 0 }
            if job.work.code != nil { log.note(.cellFinished(result)) }
            job.complete(.success(result))
        }
        perform(actions)
        if isOver { await lose(reason) }
    }

    /// Notes that the worker ended between two cells.
    func replaceWorker() async {
        executionCount = 0
        beginsFresh = true
        if endsWithWorker { await lose("its worker ended between two cells") }
    }

    private var endsWithWorker: Bool { !configuration.replacesWorker && restarts == 0 }

    /// The sandbox's memory after a cell in which it may have mattered: reading it costs as much as
    /// a short cell, and none so short can fill a sandbox.
    private func usageIfTelling(_ cell: UInt32, _ report: FinishedCell) async -> SandboxUsage? {
        if let memory = report.memory { return memory }
        let isShort = jobs[cell].map { $0.elapsed() < .milliseconds(20) } ?? true
        if isShort, report.outcome.isOK, report.livingChildren == 0 { return nil }
        return await connection.usage()
    }

    private func completeLost(_ cell: UInt32) {
        guard var job = jobs.removeValue(forKey: cell) else { return }
        let reason =
            if case .lost(let reason) = machine.phase { reason } else { "the session was closed" }
        let outcome = job.forcedOutcome ?? lossOutcome ?? .sessionLost(reason: reason)
        var result = job.result(number: cell, outcome: outcome)
        result.session = .gone
        result.exceeded = outcome == .timedOut ? job.deadlines.next?.limit : nil
        result.enforcement = job.forcedOutcome == nil ? nil : .sandboxKill
        if job.work.code != nil { log.note(.cellFinished(result)) }
        job.complete(.success(result))
    }
}
