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

    /// Creates an executor.
    ///
    /// - Parameters:
    ///   - backend: Where to run; one that uses images should have the configuration's
    ///     ``ExecutionConfiguration/catalog``.
    ///   - configuration: What to allow.
    ///   - runtimes: The runtimes that can be asked for.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` for a configuration that
    ///   can't be kept.
    public init(
        on backend: any SandboxBackend,
        configuration: ExecutionConfiguration = ExecutionConfiguration(),
        runtimes: Set<Runtime> = standardRuntimes
    ) throws(SandboxError) {
        try configuration.validate()
        self.backend = backend
        self.configuration = configuration
        self.runtimes = runtimes
    }

    /// Runs a request's code.
    ///
    /// Cancelling the task interrupts the code; its result then says `interrupted`.
    ///
    /// - Parameter request: The code, its files and its wishes.
    /// - Returns: What came of it, also of code that failed or was stopped at a limit.
    /// - Throws: ``SandboxError``: the files exceed a limit or can't be read, and nothing was
    ///   started then; or there is no sandbox. `CancellationError` before the code began.
    public func execute(_ request: ExecutionRequest) async throws -> ExecutionResult {
        let plan = try ExecutionPlan(request, configuration, runtimes: runtimes)
        let timeout = configuration.timeout
        let cell = try await withPythonSession(on: backend, configuration: plan.session) {
            session in
            for file in plan.files { try await session.upload(file.bytes, to: file.path) }
            return try await session.run(request.code, CellOptions(timeout: timeout))
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
