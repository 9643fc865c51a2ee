import SandboxCore

/// What Ctrl-C and requests to end do, at each moment of the program.
final class Interruption: Sendable {
    static let shared = Interruption()

    private struct State: Sendable {
        /// What came first, and has not been dealt with.
        var signal: Int32?
        var isRepeatable = false
        /// The status with which the program ends at once.
        var ending: ExitCode?
        var cancel: (@Sendable () -> Void)?
        var session: PythonSession?
    }

    private let state = Guarded(State())

    /// The signal that asked what is going on to stop; nil if none did.
    var signal: Int32? { state.withLock { $0.signal } }

    /// Whether what is going on was asked to stop.
    var isRequested: Bool { signal != nil }

    /// The status with which the program ends, whatever comes of what was going on; nil if it goes on.
    var ending: ExitCode? { state.withLock { $0.ending } }

    /// Begins to take signals; called first of all.
    ///
    /// - Parameter isRepeatable: Whether each Ctrl-C only stops what is going on, as at a prompt,
    ///   and a request to end ends the program; else the first signal of either kind stops what is
    ///   going on, so that its results are written, and the second ends the program.
    func begin(isRepeatable: Bool = false) {
        state.withLock { $0.isRepeatable = isRepeatable }
        Signals.take { self.handle($0) }
    }

    /// The session that is to be ended when the program is.
    func attach(_ session: PythonSession?) {
        state.withLock { $0.session = session }
    }

    /// Runs the body in a task that a signal cancels.
    ///
    /// - Parameters:
    ///   - ignoresEarlier: Whether only a signal from now on counts; else one that came before
    ///     cancels it at once.
    ///   - body: What to run.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    func cancelling<Value: Sendable>(
        ignoresEarlier: Bool = false,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let isCancelled = state.withLock { state in
            if state.isRepeatable { state.signal = nil }
            state.cancel = { task.cancel() }
            return state.signal != nil && !ignoresEarlier
        }
        if isCancelled { task.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return try await task.value
    }

    private func handle(_ signal: Int32) {
        let (cancel, ending) = state.withLock { state in
            let isInterrupt = signal == Signals.interrupt
            let endsNow =
                state.isRepeatable
                ? !isInterrupt
                : state.signal != nil || !isInterrupt && state.cancel == nil
            state.signal = state.signal ?? signal
            if endsNow { state.ending = .signal(Int(signal)) }
            return (state.cancel, state.ending)
        }
        if let ending { endNow(ending) }
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
