extension BackendAvailability {
    /// What a probe found, or the error that it ended with.
    ///
    /// - Parameters:
    ///   - preparation: The command that helps if an image is missing.
    ///   - probe: What finds out.
    /// - Returns: The details, or what is wrong and what helps.
    static func of(
        preparation: String? = nil,
        _ probe: () async throws -> [String]
    ) async -> BackendAvailability {
        do {
            return .available(details: try await probe())
        } catch let error as SandboxError {
            // Messages say "what is wrong: what helps".
            let parts = error.message.split(separator: ": ", maxSplits: 1).map(String.init)
            guard parts.count == 2, error.fault != nil else {
                return .unavailable(reason: error.description, remedy: "see the message")
            }
            let isMissing = error.fault == .imageMissing
            return .unavailable(
                reason: parts[0],
                remedy: isMissing ? preparation ?? parts[1] : parts[1]
            )
        } catch {
            return .unavailable(reason: "\(error)", remedy: "see the message")
        }
    }
}
