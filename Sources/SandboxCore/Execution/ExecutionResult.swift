/// What came of an ``ExecutionRequest``: the whole truth.
public struct ExecutionResult: Hashable, Sendable {
    /// What the code did: outcome, outputs, both streams apart, usage.
    public var cell: CellResult
    /// The runtime it had, and why.
    public var runtime: ExecutionChoice<Runtime>
    /// The memory limit it had, and why.
    public var memory: ExecutionChoice<ByteCount>
    /// The processors it had, and why.
    public var cpus: ExecutionChoice<Double>
    /// The time limit it had; nil is none.
    public var timeout: Duration?

    /// Creates a result.
    public init(
        cell: CellResult,
        runtime: ExecutionChoice<Runtime>,
        memory: ExecutionChoice<ByteCount>,
        cpus: ExecutionChoice<Double>,
        timeout: Duration?
    ) {
        self.cell = cell
        self.runtime = runtime
        self.memory = memory
        self.cpus = cpus
        self.timeout = timeout
    }

    /// The short form, which has a JSON form.
    public var response: ExecutionResponse { ExecutionResponse(cell, timeout: timeout) }
}
