/// How a sandbox ended.
public struct Termination: Sendable {
    /// What ended the sandbox's process.
    public enum Cause: Hashable, Sendable {
        /// It exited with this status.
        case exited(Int)
        /// A signal of this number ended it.
        case signalled(Int)
        /// The kernel ended it because the sandbox ran out of memory.
        case outOfMemory
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
    /// Why it never ran the agent, or what went away under it, where the backend knows.
    public var failure: SandboxError?

    /// Creates a termination.
    public init(
        cause: Cause,
        usage: SandboxUsage? = nil,
        diagnostics: String = "",
        failure: SandboxError? = nil
    ) {
        self.cause = cause
        self.usage = usage
        self.diagnostics = diagnostics
        self.failure = failure
    }
}
