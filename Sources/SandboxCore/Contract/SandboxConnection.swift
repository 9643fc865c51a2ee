/// A running sandbox: one duplex byte stream and the means to end it.
///
/// One task sends and one receives, at the same time; both calls can be cancelled.
public protocol SandboxConnection: Sendable {
    /// The agent in the form that this sandbox's interpreter starts fastest.
    var agent: AgentProgram { get }

    /// The clock that measures the time limits on the host's side.
    var clock: any Clock<Duration> { get }

    /// Writes the bytes in order; returns when the system has taken them.
    func send(_ bytes: [UInt8]) async throws

    /// Writes the bytes after those sent and posted before, without waiting; a failure shows as the
    /// end of the output.
    func post(_ bytes: [UInt8])

    /// Ends the sandbox's standard input. The agent then exits.
    func closeInput() async

    /// The next bytes of standard output; nil at its end.
    func receive() async throws -> [UInt8]?

    /// Memory use as seen from outside, or nil where nothing can see it.
    func usage() async -> SandboxUsage?

    /// Ends the sandbox and everything in it, and returns when it is gone. Idempotent.
    func terminate() async -> Termination
}

extension SandboxConnection {
    /// Time that doesn't count the machine's sleep, as the agent's clock inside doesn't.
    public var clock: any Clock<Duration> { HostClock() }
}
