/// What prevented a run, a transfer or a start.
///
/// A cell that fails, runs out of time or is killed is a ``CellResult``, not an error.
public struct SandboxError: Error, Sendable, CustomStringConvertible {
    /// The kind of error.
    ///
    /// New kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case backendUnavailable, runtimeUnavailable, startFailed, rejected, sessionClosed,
                sessionLost,
                busy, protocolViolation, unanswered, fileNotFound, notAFile, fileExists,
                quotaExceeded,
                transferFailed
        }

        private let kind: Kind

        /// The backend can't be used here.
        public static let backendUnavailable = Code(kind: .backendUnavailable)
        /// The backend has no such runtime, or no usable Python.
        public static let runtimeUnavailable = Code(kind: .runtimeUnavailable)
        /// The sandbox ended, or took too long, before it was ready.
        public static let startFailed = Code(kind: .startFailed)
        /// The request is wrong in itself; nothing was done.
        public static let rejected = Code(kind: .rejected)
        /// The session was closed before.
        public static let sessionClosed = Code(kind: .sessionClosed)
        /// The sandbox is gone; what it held is lost.
        public static let sessionLost = Code(kind: .sessionLost)
        /// No sandbox of a pool became free in time, or the session has another cell to run.
        public static let busy = Code(kind: .busy)
        /// The sandbox sent what no agent sends.
        ///
        /// It was ended, unless only the worker's answer to a question is none.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// The worker gave no answer, such as the list of its variables, in time or at all.
        public static let unanswered = Code(kind: .unanswered)
        /// There is no such file in the workspace.
        public static let fileNotFound = Code(kind: .fileNotFound)
        /// The path names a directory, a link or a device.
        public static let notAFile = Code(kind: .notAFile)
        /// The path is taken.
        public static let fileExists = Code(kind: .fileExists)
        /// A size or a count is above its limit.
        public static let quotaExceeded = Code(kind: .quotaExceeded)
        /// A file could not be read or written in the sandbox.
        public static let transferFailed = Code(kind: .transferFailed)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of error.
    public let code: Code
    /// What stands in the way, where it is one of the known things.
    public let fault: Fault?
    /// What happened, with what value, and what to do: one or two sentences.
    public let message: String
    /// The error below, if there is one.
    public let cause: (any Error)?

    /// Creates an error.
    public init(
        _ code: Code,
        _ message: String,
        fault: Fault? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.fault = fault
        self.message = message
        self.cause = cause
    }

    /// The message, with the cause.
    public var description: String {
        cause.map { "\(message) (\($0))" } ?? message
    }
}
