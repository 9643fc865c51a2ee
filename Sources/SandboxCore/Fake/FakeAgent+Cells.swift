internal import NotebookModel

extension FakeAgent {
    func execute(_ frame: Frame) throws {
        guard let settings else { return }
        guard run == nil else { return waiting.append(frame) }
        unseenEnd.take()?.raise()
        let reader = try PayloadReader(frame)
        let call = try reader.object["call"]?.objectValue.map { try AgentCall($0) }
        let cell = FakeCell(
            sandbox: number,
            number: Int(frame.id),
            code: try call.map { $0.code ?? "" } ?? reader.string("code"),
            executionCount: reader.optionalCount("count"),
            timeout: reader.optionalSeconds("timeout"),
            quietTimeout: reader.optionalSeconds("quiet"),
            isSilent: try reader.bool("silent"),
            isReplayed: call?.name == .replay
        )
        let pauses = reader.object["pauses"]?.boolValue ?? false
        let run = FakeRun(cell, id: frame.id, began: clock.now, settings, pauses: pauses)
        self.run = run
        watch(run)
        let answer =
            call.flatMap(script.answer)
            ?? ledger.answer(cell, rules: script.rules) ?? FakeAgent.unscripted
        Task { [run] in await begin(run, answer) }
    }

    /// Up to its first wait nothing comes between the steps, so that a test which saw a cell start
    /// finds it waiting.
    private func begin(_ run: FakeRun, _ answer: FakeAnswer) async {
        guard !run.over.isRaised else { return }
        self.run?.hasBegun = true
        send(Frame(.started, id: run.id))
        if await play(answer(run.cell, &variables), in: run) { finish(run, .ok) }
    }

    /// The answer to a cell for which there is no rule.
    private static let unscripted: FakeAnswer = { cell, _ in
        [
            .raise(
                "UnscriptedCell",
                "the fake backend has no rule for the cell '\(cell.code)': add one with on(_:_:)"
            )
        ]
    }

    // MARK: Limits

    /// Sets the alarm for the limit that the cell reaches next; one that was moved looks again.
    func watch(_ watched: FakeRun) {
        guard let run, run.over === watched.over, run.stop == nil, let due = run.deadlines.next?.due
        else { return }
        run.alarm?.cancel()
        let left = due - run.began.duration(to: clock.now)
        guard left > .zero else { return stop(run, .timedOut) }
        self.run?.alarm = clock.setAlarm(after: left, isDeadline: true) { [weak self] in
            await self?.watch(run)
        }
    }

    /// Moves the limits of the running cell.
    func noteTime(_ note: (inout CellDeadlines, Duration) -> Void) {
        guard var run else { return }
        note(&run.deadlines, run.began.duration(to: clock.now))
        self.run = run
    }

    // MARK: Ends

    func interrupt(_ id: UInt32) {
        if let run, run.id == id { stop(run, .interrupted) }
    }

    func restart(_ request: UInt32) {
        ledger.note { $0.restarts += 1 }
        if let run {
            finish(run, .stopped(run.stop ?? .interrupted, keepsWorker: false))
        } else {
            variables = [:]
        }
        send(Frame(.reply, id: request, payload: Array("{}".utf8)))
    }

    /// Asks a cell to end, and makes it after the grace time.
    private func stop(_ stopped: FakeRun, _ reason: FakeEnding.StopReason) {
        guard let run, run.over === stopped.over, run.stop == nil, !isDeaf else { return }
        guard run.hasBegun else {
            self.run?.earlyStop = run.earlyStop ?? reason
            return
        }
        self.run?.stop = reason
        if reason == .timedOut { self.run?.exceeded = run.deadlines.next?.limit }
        guard run.hang != .untilInterrupted else {
            return finish(run, .stopped(reason, keepsWorker: true))
        }
        run.alarm?.cancel()
        let grace = settings?.interruptGrace ?? .seconds(1)
        self.run?.alarm = clock.setAlarm(after: grace, isDeadline: true) { [weak self] in
            await self?.finish(run, .stopped(reason, keepsWorker: false))
        }
    }

    /// Carries out what came before the cell could obey.
    func applyEarlyStop() {
        guard let run, let reason = run.earlyStop else { return }
        self.run?.earlyStop = nil
        stop(run, reason)
    }

    /// Reports a cell's end, and begins with the next.
    func finish(_ ended: FakeRun, _ ending: FakeEnding) {
        guard var run, run.over === ended.over, !isDeaf else { return }
        for frame in run.relay.finish() { send(frame) }
        if !ending.keepsWorker || run.diesLate { variables = [:] }
        send(run.finished(ending, at: clock.now))
        for frame in run.late { send(frame) }
        close(run)
        guard !waiting.isEmpty else { return passUnseen() }
        do {
            try execute(waiting.removeFirst())
        } catch {
            finish(.exited(1), diagnostics: "the conversation ended: \(error)")
        }
    }

    /// Lets go of a cell without a word.
    func close(_ run: FakeRun) {
        self.run = nil
        run.over.raise()
        run.alarm?.cancel()
        run.input?.continuation.resume(returning: nil)
        clock.nudge()
    }

    // MARK: Input

    /// Asks the host for a line of text; nil when the cell is over.
    func ask(_ wish: InputRequest) async -> InputReply? {
        guard let id = run?.id else { return nil }
        lastInput += 1
        let message: JSONValue = [
            "request": .number(lastInput), "prompt": .string(wish.prompt),
            "password": .bool(wish.isPassword),
        ]
        return await withCheckedContinuation { continuation in
            run?.input = (lastInput, continuation)
            noteTime { $0.beginInput(at: $1) }
            send(Frame(.inputRequest, id: id, payload: message.compactBytes()))
            applyEarlyStop()
        }
    }

    func takeInputReply(_ frame: Frame) throws {
        let reader = try PayloadReader(frame)
        let reply: InputReply =
            if let text = reader.optionalString("text") {
                .text(text)
            } else if let reason = reader.optionalString("refused") {
                .refused(reason)
            } else {
                .endOfFile
            }
        ledger.note { $0.inputReplies.append(reply) }
        guard run?.id == frame.id, let input = run?.input,
            try reader.count("request") == input.request
        else { return }
        run?.input = nil
        noteTime { $0.endInput(at: $1) }
        if let run { watch(run) }
        input.continuation.resume(returning: reply)
    }
}
