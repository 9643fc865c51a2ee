/// Is told what sandboxes do: for audits, metrics, bills.
///
/// ```swift
/// configuration.tenant = "alice"
/// configuration.observer = SandboxObserver { event in
///     if let limit = event.limit { metrics.count("limit", limit.rawValue, event.tenant) }
/// }
/// ```
///
/// It is called in the order of the events of a session, by the session itself: it should return
/// soon.
public struct SandboxObserver: Sendable {
    private let observe: @Sendable (SandboxEvent) -> Void

    /// Creates an observer.
    public init(_ observe: @escaping @Sendable (SandboxEvent) -> Void) {
        self.observe = observe
    }

    func callAsFunction(_ event: SandboxEvent) { observe(event) }
}
