/// Has what dead programs left removed, once in this program's life for each place, beside the first
/// sandbox that it starts there.
enum LeftoverSweep {
    private static let swept = Guarded<Set<String>>([])

    /// Begins in the background; a failure is left to the next program.
    ///
    /// - Parameters:
    ///   - place: What tells the engine, or the machine, from all others.
    ///   - prune: Removes what is left there.
    static func begin(at place: String, _ prune: @escaping @Sendable () async throws -> Void) {
        guard swept.withLock({ $0.insert(place).inserted }) else { return }
        Task { try? await prune() }
    }
}
