/// Runs code once, each time in a sandbox of its own, of which nothing is kept.
///
/// ```swift
/// let executor = try PythonExecutor(on: .bubblewrap())
/// let result = try await executor.execute(ExecutionRequest(code: "print(6 * 7)"))
/// print(result.response.output)
/// ```
///
/// Requests may run at the same time.
public struct PythonExecutor: Sendable {
    /// `python`, `base` and `ml`.
    public static let standardRuntimes: Set<Runtime> = [.python, .base, .ml]

    /// Where it runs.
    public let backend: any SandboxBackend
    /// What it allows.
    public let configuration: ExecutionConfiguration
    /// The runtimes that can be asked for; every other name is ``Runtime/python``.
    public let runtimes: Set<Runtime>
    /// Is told what the sandboxes do; nil is nobody.
    public let observer: SandboxObserver?
    /// Says how much each tenant may run at a time; nil is as much as is asked for.
    public let limiter: TenantLimiter?

    /// Creates an executor.
    ///
    /// - Parameters:
    ///   - backend: Where to run; one that uses images should have the configuration's
    ///     ``ExecutionConfiguration/catalog``.
    ///   - configuration: What to allow.
    ///   - runtimes: The runtimes that can be asked for.
    ///   - observer: Who is told what the sandboxes do. Default nobody.
    ///   - limiter: How much each tenant may run at a time. Default as much as is asked for.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` for a configuration that
    ///   can't be kept.
    public init(
        on backend: any SandboxBackend,
        configuration: ExecutionConfiguration = ExecutionConfiguration(),
        runtimes: Set<Runtime> = standardRuntimes,
        observer: SandboxObserver? = nil,
        limiter: TenantLimiter? = nil
    ) throws(SandboxError) {
        try configuration.validate()
        self.backend = backend
        self.configuration = configuration
        self.runtimes = runtimes
        self.observer = observer
        self.limiter = limiter
    }

    /// Runs a request's code, as a whole program: see ``CellOptions/isProgram``.
    ///
    /// Cancelling the task interrupts the code; its result then says `interrupted`.
    ///
    /// - Parameters:
    ///   - request: The code, its files and its wishes.
    ///   - tenant: For whom. Default nobody in particular, who are one tenant to ``limiter``.
    ///   - secrets: Environment variables of the code whose values must not be seen. Default none.
    /// - Returns: What came of it, also of code that failed or was stopped at a limit.
    /// - Throws: ``SandboxError``: the files exceed a limit or can't be read, and nothing was
    ///   started then; or there is no sandbox. ``TenantLimitExceeded`` from the limiter.
    ///   `CancellationError` before the code began.
    public func execute(
        _ request: ExecutionRequest,
        for tenant: String? = nil,
        secrets: [String: Secret] = [:]
    ) async throws -> ExecutionResult {
        var session = SessionConfiguration(secrets: secrets, tenant: tenant, observer: observer)
        let log = SessionLog(session, backend: backend.name)
        do {
            guard let limiter else { return try await run(request, &session, log) }
            return try await limiter.run(for: tenant ?? "") {
                try await run(request, &session, log)
            }
        } catch let error as TenantLimitExceeded {
            log.note(.refused(error))
            throw error
        }
    }

    private func run(
        _ request: ExecutionRequest,
        _ session: inout SessionConfiguration,
        _ log: SessionLog
    ) async throws -> ExecutionResult {
        let plan: ExecutionPlan
        do {
            plan = try ExecutionPlan(request, configuration, runtimes: runtimes)
        } catch {
            log.note(.refused(error))
            throw error
        }
        session.runtime = plan.runtime.value
        session.limits = plan.limits
        session.uploads = configuration.uploads
        let timeout = configuration.timeout
        let cell = try await withPythonSession(on: backend, configuration: session) { session in
            for file in plan.files { try await session.workspace.write(file.bytes, to: file.path) }
            return try await session.run(
                request.code,
                CellOptions(timeout: timeout, isProgram: true)
            )
        }
        return ExecutionResult(
            cell: cell,
            runtime: plan.runtime,
            memory: plan.memory,
            cpus: plan.cpus,
            timeout: timeout
        )
    }
}
