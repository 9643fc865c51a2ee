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
    /// Ends the sandbox if the agent doesn't end the cell.
    var watch: Alarm?
    /// The policy's work on an answer.
    var answer: Task<Void, Never>?

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
        self.executionCount = executionCount
        transcript = CellTranscript(limits: limits, executionCount: executionCount)
    }

    func end() {
        watch?.cancel()
        answer?.cancel()
    }
}
