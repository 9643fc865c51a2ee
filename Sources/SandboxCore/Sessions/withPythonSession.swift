extension SandboxBackend {
    /// Starts a sandbox, unless that takes too long.
    private func launch(
        _ specification: SandboxSpecification,
        within patience: Duration
    ) async throws -> any SandboxConnection {
        try await withThrowingTaskGroup(of: (any SandboxConnection)?.self) { group in
            group.addTask { try await launch(specification) }
            group.addTask {
                try await HostClock().sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            var failure: any Error = SandboxError(
                .startFailed,
                "no session: nothing was started within \(patience)"
            )
            do {
                if let connection = try await group.next() ?? nil { return connection }
            } catch {
                failure = error
            }
            // Also when the task is cancelled, or the wait is: a start may succeed all the same.
            group.cancelAll()
            while let late = try? await group.next() { _ = await late?.terminate() }
            throw failure
        }
    }

    /// Starts a sandbox and waits until it takes cells.
    ///
    /// Whoever calls this must call ``PythonSession/close()``.
    ///
    /// - Throws: ``SandboxError``: the limits can't be set, the backend or the runtime is not
    ///   available, or the start failed or took too long; or `CancellationError`. Nothing is left
    ///   behind then.
    public func makePythonSession(
        _ configuration: SessionConfiguration = SessionConfiguration()
    ) async throws -> PythonSession {
        let log = SessionLog(configuration, backend: name)
        do {
            try configuration.validate()
            return try await start(configuration, log)
        } catch {
            log.note(.startFailed(error))
            throw error
        }
    }

    private func start(
        _ configuration: SessionConfiguration,
        _ log: SessionLog
    ) async throws -> PythonSession {
        let specification = SandboxSpecification(
            runtime: configuration.runtime,
            limits: configuration.limits
        )
        let connection: any SandboxConnection
        do {
            connection = try await launch(specification, within: configuration.startTimeout)
        } catch {
            try Task.checkCancellation()
            throw error
        }
        let session = PythonSession(
            connection: connection,
            clock: connection.clock,
            configuration: configuration,
            log: log
        )
        do {
            try await session.start()
        } catch {
            await session.close()
            try Task.checkCancellation()
            // What the machine forbids shows in the sandbox's last words only; the probe knows what
            // to do about it.
            if case .unavailable(let reason, let remedy) = await probe() {
                throw SandboxError(
                    .backendUnavailable,
                    "\(reason). What helps: \(remedy)",
                    cause: error
                )
            }
            throw error
        }
        return session
    }
}

/// Runs `body` with a session, and closes it whatever happens.
///
/// ```swift
/// let total = try await withPythonSession(on: .bubblewrap()) { session in
///     try await session.run("sum(range(10))").value
/// }
/// ```
///
/// - Parameters:
///   - backend: Where to run.
///   - runtime: Which Python; nil is the configuration's.
///   - configuration: Limits, environment and the rest.
///   - body: What to do with the session. It must not be used after the return.
/// - Returns: What `body` returns.
/// - Throws: ``SandboxError`` if there is no session, and whatever `body` throws.
public func withPythonSession<Value>(
    on backend: any SandboxBackend,
    runtime: Runtime? = nil,
    configuration: SessionConfiguration = SessionConfiguration(),
    _ body: (PythonSession) async throws -> Value
) async throws -> Value {
    var configuration = configuration
    if let runtime { configuration.runtime = runtime }
    let session = try await backend.makePythonSession(configuration)
    return try await session.closed(after: body)
}

extension PythonSession {
    /// Runs `body`, and closes the session whatever happens.
    nonisolated func closed<Value>(
        after body: (PythonSession) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body(self)
            await close()
            return value
        } catch {
            await close()
            throw error
        }
    }
}
