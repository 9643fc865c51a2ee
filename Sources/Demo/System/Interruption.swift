import SandboxCore

/// What Ctrl-C and requests to end do, at each moment of the program.
final class Interruption: Sendable {
    static let shared = Interruption()

    private struct State: Sendable {
        var count = 0
        var isRepeatable = false
        var cancel: (@Sendable () -> Void)?
        var session: PythonSession?
    }

    private let state = Guarded(State())

    /// Whether Ctrl-C was pressed.
    var isRequested: Bool { state.withLock { $0.count > 0 } }

    /// Begins to take signals; called first of all.
    ///
    /// - Parameter isRepeatable: Whether each Ctrl-C only stops what is going on, as at a prompt;
    ///   else the second one ends the program.
    func begin(isRepeatable: Bool = false) {
        state.withLock { $0.isRepeatable = isRepeatable }
        Signals.take { wish in
            switch wish {
            case .interrupt: self.interrupt()
            case .end(let signal): self.endNow(.signal(Int(signal)))
            }
        }
    }

    /// The session that is to be ended when the program is.
    func attach(_ session: PythonSession?) {
        state.withLock { $0.session = session }
    }

    /// Runs the body in a task that Ctrl-C cancels.
    ///
    /// - Parameters:
    ///   - ignoresEarlier: Whether only a Ctrl-C from now on counts; else one that came before cancels it at once.
    ///   - body: What to run.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    func cancelling<Value: Sendable>(
        ignoresEarlier: Bool = false,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let isCancelled = state.withLock { state in
            if state.isRepeatable { state.count = 0 }
            state.cancel = { task.cancel() }
            return state.count > 0 && !ignoresEarlier
        }
        if isCancelled { task.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return try await task.value
    }

    private func interrupt() {
        let (cancel, endsNow) = state.withLock { state in
            state.count += 1
            return (state.cancel, state.count > 1 && !state.isRepeatable)
        }
        if endsNow { endNow(.interrupted) }
        cancel?()
    }

    /// Ends the program at once; the sandbox has a moment to end in good order, and ends with the
    /// program in any case.
    private func endNow(_ code: ExitCode) -> Never {
        OutputFile.discardAll()
        System.setEcho(true)
        if let session = state.withLock({ $0.session }) {
            Task {
                await session.close()
                System.exitNow(code.rawValue)
            }
            System.pause(milliseconds: 300)
        }
        System.exitNow(code.rawValue)
    }
}
