/// Something that a session did.
public struct SandboxEvent: Sendable {
    /// What happened.
    ///
    /// New kinds may be added.
    public enum Kind: Sendable {
        /// The session takes cells, so long after its sandbox was started.
        case started(Runtime, ResourceLimits, pythonVersion: String, after: Duration)
        /// A request was refused, and nothing was started for it: ``PythonExecutor``.
        case refused(any Error)
        /// There is no session.
        case startFailed(any Error)
        /// A cell's turn came; its code without the session's secrets.
        case cellStarted(number: Int, code: String)
        /// A cell ended; the result's outputs are without the session's secrets.
        case cellFinished(CellResult)
        /// A file was written to the workspace from outside.
        case uploaded(WorkspacePath, ByteCount)
        /// A file of the workspace was read from outside.
        case downloaded(WorkspacePath, ByteCount)
        /// A file could not be moved.
        case transferFailed(WorkspacePath, any Error)
        /// The session ended, so long after it took cells.
        case ended(Termination, after: Duration)
    }

    /// A limit that was reached.
    public enum Limit: String, Hashable, Sendable {
        /// The time of a cell.
        case time
        /// Memory: a process was shot.
        case memory
        /// The text or the rich outputs of a cell: something was dropped.
        case output
        /// The files: the quota of uploads, or the space.
        case files
        /// What a tenant may run at a time: ``TenantLimiter``.
        case tenant
    }

    /// The session, or the request that got none: a random text of 16 hexadecimal digits.
    public var session: String
    /// For whom it works: ``SessionConfiguration/tenant``.
    public var tenant: String?
    /// The backend's name.
    public var backend: String
    /// What happened.
    public var kind: Kind

    /// Creates an event.
    public init(session: String, tenant: String?, backend: String, kind: Kind) {
        self.session = session
        self.tenant = tenant
        self.backend = backend
        self.kind = kind
    }

    /// The limit that was reached, if one was.
    public var limit: Limit? {
        switch kind {
        case .cellFinished(let result): result.limitReached
        case .refused(_ as TenantLimitExceeded): .tenant
        case .transferFailed(_, let error), .refused(let error):
            (error as? SandboxError)?.code == .quotaExceeded ? .files : nil
        default: nil
        }
    }
}

extension CellResult {
    fileprivate var limitReached: SandboxEvent.Limit? {
        switch outcome {
        case .timedOut: .time
        case .outOfMemory: .memory
        case _ where outOfMemoryKills > 0: .memory
        case _ where !dropped.isNone: .output
        default: nil
        }
    }
}
