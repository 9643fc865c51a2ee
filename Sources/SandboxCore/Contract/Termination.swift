/// How a sandbox ended.
public struct Termination: Hashable, Sendable {
    /// What ended the sandbox's process.
    public enum Cause: Hashable, Sendable {
        /// It exited with this status.
        case exited(Int)
        /// A signal of this number ended it.
        case signalled(Int)
        /// The backend can't tell.
        case unknown
    }

    /// What ended it.
    public var cause: Cause
    /// The last reading of its memory.
    public var usage: SandboxUsage?
    /// The last 8 KiB that the sandbox's tools or the agent wrote as errors, with control
    /// characters escaped.
    public var diagnostics: String

    /// Creates a termination.
    public init(cause: Cause, usage: SandboxUsage? = nil, diagnostics: String = "") {
        self.cause = cause
        self.usage = usage
        self.diagnostics = diagnostics
    }
}
