extension BackendAvailability {
    /// What a probe found, or the error that it ended with.
    static func of(_ probe: () async throws -> [String]) async -> BackendAvailability {
        do {
            return .available(details: try await probe())
        } catch let error as SandboxError {
            // Messages say "what is wrong: what helps".
            let parts = error.message.split(separator: ": ", maxSplits: 1).map(String.init)
            guard parts.count == 2, error.fault != nil else {
                return .unavailable(reason: error.description, remedy: "see the message")
            }
            return .unavailable(reason: parts[0], remedy: parts[1])
        } catch {
            return .unavailable(reason: "\(error)", remedy: "see the message")
        }
    }
}
