/// Whose engine a command line leads to; it is asked once.
actor EngineProduct {
    private var known: Task<Bool, any Error>?

    func isPodman(_ ask: @escaping @Sendable () async throws -> EngineFacts) async throws -> Bool {
        let task = known ?? Task { try await ask().product == EngineFacts.podman }
        known = task
        do {
            return try await task.value
        } catch {
            known = nil
            throw error
        }
    }
}
