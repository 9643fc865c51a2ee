/// Starts one command in isolation and hands back its standard input and output.
///
/// That is all a backend does. Cells, streaming, `input()`, interrupts, time limits, files and
/// plots are written once, above it, in ``PythonSession``. To write a backend:
/// - ``launch(_:)`` starts Python of the specification's runtime with
///   `specification.pythonArguments`, with the isolation and the limits that ``capabilities()``
///   promise, and returns without waiting for the program to say anything.
/// - Whatever cannot be enforced is said in ``capabilities()`` before a start. Nothing is ignored
///   silently.
/// - If the host program dies, the sandbox must end by itself: the agent does, when its input
///   closes.
public protocol SandboxBackend: Sendable {
    /// A short name, such as `bubblewrap`.
    var name: String { get }

    /// The limits that it really enforces on this machine, and how.
    func capabilities() async -> BackendCapabilities

    /// Whether it can be used, or why not and what to do.
    func probe() async -> BackendAvailability

    /// Whether it can run this runtime now, with which Python, or why not and what to do.
    func probe(_ runtime: Runtime) async -> BackendAvailability

    /// Removes what host programs that are gone have left, and nothing of those that live.
    ///
    /// The backends of this library do so by themselves beside the first sandbox that a program starts.
    ///
    /// - Returns: The names of what was removed.
    func prune() async throws -> [String]

    /// Starts the sandbox.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/backendUnavailable`` or
    ///   ``SandboxError/Code/runtimeUnavailable``; nothing is left behind then.
    func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection
}
