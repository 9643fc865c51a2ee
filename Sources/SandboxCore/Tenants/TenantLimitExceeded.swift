internal import NotebookModel

/// A run that was refused because its tenant does too much.
public struct TenantLimitExceeded: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was too much.
    public enum Reason: Hashable, Sendable {
        /// So many runs wait already.
        case tooManyWaiting(Int)
        /// Its turn did not come within this time.
        case waitedTooLong(Duration)
        /// There were as many starts as the period allows; the next may come after this time.
        case tooManyStarts(retryAfter: Duration)
    }

    /// The tenant.
    public var tenant: String
    /// What was too much.
    public var reason: Reason

    /// Creates an error.
    public init(tenant: String, reason: Reason) {
        self.tenant = tenant
        self.reason = reason
    }

    /// What happened, and what to do.
    public var description: String {
        let name = "the tenant '\(tenant.escapingControls)'"
        return switch reason {
        case .tooManyWaiting(let count):
            "\(name) has \(count) runs waiting: try again when some have ended"
        case .waitedTooLong(let time):
            "\(name) had no turn within \(time): try again when its runs have ended"
        case .tooManyStarts(let time): "\(name) started too many runs: try again in \(time)"
        }
    }
}
