/// How long each step of ending a cell may take before the next, harsher one.
///
/// The agent carries out the first two steps inside the sandbox: a soft interrupt, then a kill of
/// the worker. If it doesn't report the cell's end, the host ends the sandbox.
public struct TeardownPatience: Hashable, Sendable {
    /// From the interrupt to the kill of the worker.
    ///
    /// Default 1 s.
    public var interrupt: Duration
    /// From there to the end of the sandbox.
    ///
    /// Default 1 s.
    public var agent: Duration
    /// From the end of its input to the kill of a sandbox that is closed.
    ///
    /// Default 1 s.
    public var close: Duration

    /// Creates patience.
    public init(
        interrupt: Duration = .seconds(1),
        agent: Duration = .seconds(1),
        close: Duration = .seconds(1)
    ) {
        self.interrupt = interrupt
        self.agent = agent
        self.close = close
    }
}
