/// What is wrong with an engine whose container ended without being told to.
enum EngineLoss {
    /// How long the engine may take to answer: whoever closes a session waits for it.
    static let patience = Duration.seconds(5)

    /// Asks the engine for its facts, in ``patience``.
    ///
    /// - Returns: Why it doesn't tell them; `nil` if it does, so that the container ended by itself.
    static func found(by ask: () async throws -> EngineFacts) async -> SandboxError? {
        do {
            _ = try await ask()
            return nil
        } catch {
            return error as? SandboxError
        }
    }
}
