/// The host's own deadlines, later than the agent's, for an agent that doesn't keep its.
extension PythonSession {
    /// Interrupts a cell that runs.
    func interrupt(_ cell: UInt32) {
        send(.interrupt(cell: cell))
        jobs[cell]?.isInterrupted = true
        jobs[cell]?.watch?.cancel()
        jobs[cell]?.watch = after(agentPatience) { await $0.kill(over: cell, as: .interrupted) }
    }

    /// Sets the alarm for the limit that a cell reaches next.
    ///
    /// What moves a limit leaves the alarm alone, which looks again when it is due.
    func watch(_ cell: UInt32) {
        guard let job = jobs[cell], !job.isInterrupted, let due = job.deadlines.next?.due
        else { return }
        job.watch?.cancel()
        jobs[cell]?.watch = after(max(.zero, due - job.elapsed()) + agentPatience) { session in
            await session.enforce(over: cell)
        }
    }

    /// A cell's sign of life.
    func noteSign(of cell: UInt32) {
        guard let job = jobs[cell], job.options.quietTimeout != nil else { return }
        jobs[cell]?.deadlines.noteSign(at: job.elapsed())
    }

    /// A cell's wait for input begins or ends.
    func noteInput(of cell: UInt32, isAsking: Bool) {
        guard let now = jobs[cell]?.elapsed() else { return }
        if isAsking {
            jobs[cell]?.deadlines.beginInput(at: now)
        } else {
            jobs[cell]?.deadlines.endInput(at: now)
            watch(cell)
        }
    }

    private var agentPatience: Duration {
        configuration.patience.interrupt + configuration.patience.agent
    }

    private func enforce(over cell: UInt32) async {
        guard let job = jobs[cell], let due = job.deadlines.next?.due else { return }
        guard due + agentPatience <= job.elapsed() else { return watch(cell) }
        await kill(over: cell, as: .timedOut)
    }

    private func kill(over cell: UInt32, as outcome: CellOutcome) async {
        guard machine.runningCell == cell else { return }
        jobs[cell]?.forcedOutcome = outcome
        await lose("the sandbox was ended: it did not end a cell in time")
    }
}
