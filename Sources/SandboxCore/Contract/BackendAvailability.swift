/// Whether a backend can be used.
public enum BackendAvailability: Hashable, Sendable {
    /// It can; the details say with what, such as versions and paths.
    case available(details: [String])
    /// It can't: why, and the one command or step that would help.
    case unavailable(reason: String, remedy: String)

    /// Whether it can be used.
    public var isAvailable: Bool {
        if case .available = self { true } else { false }
    }
}
