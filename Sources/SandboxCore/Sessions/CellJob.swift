internal import NotebookModel

/// A cell on its way through the session.
struct CellJob {
    let work: CellWork
    let options: CellOptions
    /// Called when the session hands the cell over.
    let onBegin: @Sendable () -> Void
    let emit: @Sendable (CellEvent) -> Void
    let complete: @Sendable (Result<CellResult, any Error>) -> Void
    var transcript: CellTranscript
    var redactor: TextRedactor
    var executionCount: Int?
    var elapsed: @Sendable () -> Duration = { .zero }
    /// What to call the end if the host has to end the sandbox.
    var forcedOutcome: CellOutcome?
    /// Its time limits, on the host's clock.
    var deadlines = CellDeadlines()
    /// Whether it was asked to end.
    var isInterrupted = false
    /// Ends the sandbox if the agent doesn't end the cell.
    var watch: Alarm?
    /// The policy's work on an answer.
    var answer: Task<Void, Never>?

    /// Whether the agent said that it began.
    var hasStarted = false
    /// What is left for notes on dropped text: one at once, and one for each stream at the end.
    var gaps = 3

    /// Takes a note on dropped text, if one can still be due.
    mutating func admitGap() -> Bool {
        gaps -= 1
        return gaps >= 0
    }

    /// What is left for requests of input, whose events wait for a reader that may be slow.
    var inputRequests = 1_000_000
    var promptBytes = 1 << 20

    /// Takes a request from what is left: first long prompts are dropped, then it is nil.
    mutating func admit(_ wish: InputRequest) -> InputRequest? {
        inputRequests -= 1
        guard inputRequests >= 0 else { return nil }
        promptBytes -= wish.prompt.utf8.count
        guard promptBytes < 0 else { return wish }
        return InputRequest(prompt: "", isPassword: wish.isPassword)
    }

    /// Starts the clock.
    mutating func begin(_ clock: any Clock<Duration>, executionCount: Int?, limits: OutputLimits) {
        // Before the duration counts, so that the two together don't reach into the next cell.
        onBegin()
        elapsed = clock.stopwatch()
        deadlines = options.deadlines
        self.executionCount = executionCount
        transcript = CellTranscript(limits: limits, executionCount: executionCount)
    }

    /// What became of the cell: whatever the code made of it, one that wrote too much was stopped.
    func outcome(_ said: CellOutcome, limits: OutputLimits) -> CellOutcome {
        let dropped = transcript.dropped
        guard limits.stopsCell, dropped.standardOutput + dropped.standardError > 0 else {
            return said
        }
        switch said {
        case .ok, .raised, .exited: return .interrupted
        default: return said
        }
    }

    func end() {
        watch?.cancel()
        answer?.cancel()
    }
}

extension CellJob {
    /// Takes text that may be shown.
    mutating func write(_ bytes: [UInt8], to stream: StreamName) throws(ProtocolViolation) {
        guard !bytes.isEmpty else { return }
        let event = try transcript.append(bytes, to: stream)
        if options.reportsBytes {
            emit(.bytes(stream, bytes))
        } else if let event {
            emit(event)
        }
    }

    /// The result as far as the job knows it.
    mutating func result(number: UInt32, outcome: CellOutcome) -> CellResult {
        end()
        for (stream, bytes) in redactor.flush() { try? write(bytes, to: stream) }
        if !options.reportsBytes {
            for event in transcript.finishText() { emit(event) }
        }
        var outputs = transcript.outputs
        if case .raised(let exception) = outcome {
            let output = Output.error(
                name: exception.name,
                value: exception.value,
                traceback: exception.traceback
            )
            outputs.append(output)
            emit(.output(output, displayID: nil))
        }
        return CellResult(
            number: Int(number),
            executionCount: executionCount,
            outcome: outcome,
            session: .kept,
            outputs: outputs,
            displayIDs: transcript.displayIDs,
            standardOutput: transcript.bytes[.stdout] ?? [],
            standardError: transcript.bytes[.stderr] ?? [],
            dropped: transcript.dropped,
            duration: elapsed(),
            cpuTime: .zero,
            outOfMemoryKills: 0,
            livingChildren: 0
        )
    }
}
