/// What it takes to end a cell that hangs.
public enum FakeHang: Hashable, Sendable {
    /// An interrupt or the time limit; variables are kept.
    case untilInterrupted
    /// The kill of the worker, which the agent does when the cell has ignored the interrupt for its
    /// grace time.
    case untilKilled
    /// The kill of the sandbox by the host: the agent itself doesn't answer any more, to nothing.
    case untilSandboxEnds
}
