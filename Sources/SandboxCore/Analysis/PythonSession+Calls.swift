internal import NotebookModel

extension PythonSession {
    /// Has the worker do something in place of running code, and gives its answer.
    ///
    /// - Throws: ``SandboxError``, also for an answer that is none; `CancellationError`.
    func answer<Answer>(
        to call: AgentCall,
        timeout: Duration?,
        read: (AnswerReader) throws(ProtocolViolation) -> Answer
    ) async throws -> Answer {
        let result = try await run(.call(call), CellOptions(timeout: timeout, isSilent: true))
        try Task.checkCancellation()
        let answers = result.outputs.compactMap { output -> JSONValue? in
            guard case .json(let value)? = output.data?[AgentCall.answerType] else { return nil }
            return value
        }
        guard let answer = answers.first else { throw unanswered(call, result) }
        do {
            guard answers.count == 1 else {
                throw ProtocolViolation.badPayload(.displayEnd, "more than one answer")
            }
            return try read(try AnswerReader(answer))
        } catch {
            throw SandboxError(
                .protocolViolation,
                "the worker's answer to '\(call.name.rawValue)' is none: it sent \(error). "
                    + "Ask in a fresh session, where no code has run",
                cause: error
            )
        }
    }

    private func unanswered(_ call: AgentCall, _ result: CellResult) -> SandboxError {
        let name = call.name.rawValue
        let state = result.session == .kept ? "" : "; the session's variables are lost"
        if result.outcome.isOK, result.dropped.displays > 0 {
            return SandboxError(
                .quotaExceeded,
                "the answer to '\(name)' is beyond the session's output limits: allow it more "
                    + "displays, or ask for less"
            )
        }
        let reason =
            switch result.outcome {
            case .raised(let exception):
                "\(exception.name): \(exception.value)".escapingControls
            case .timedOut: "it took too long"
            case .sessionLost(let reason): "the sandbox is gone: \(reason)"
            default: "\(result.outcome)"
            }
        return SandboxError(
            .unanswered,
            "the worker gave no answer to '\(name)': \(reason)\(state)"
        )
    }
}
