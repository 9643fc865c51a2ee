/// The end of a connection, which happens once, however many ask for it.
///
/// It goes on when the task that asked first is cancelled.
struct TerminationOnce: Sendable {
    private let task = Guarded<Task<Termination, Never>?>(nil)

    /// Ends the connection by `end`, if nobody did yet, and waits for that.
    func callAsFunction(_ end: @escaping @Sendable () async -> Termination) async -> Termination {
        let task = task.withLock { task in
            let ending = task ?? Task { await end() }
            task = ending
            return ending
        }
        return await task.value
    }
}
