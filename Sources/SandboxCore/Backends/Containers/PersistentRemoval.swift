internal import SandboxHost

/// Removes containers, and does so again while the engine refuses.
///
/// Podman refuses to stop a container that ends by itself just then (its issue 16142).
enum PersistentRemoval {
    private static let attempts = 5
    private static let pause = Duration.milliseconds(100)

    /// Carries a removal out.
    ///
    /// - Throws: The last refusal, or at once that the engine isn't there.
    static func of(_ remove: () async throws -> Void) async throws {
        for _ in 1..<attempts {
            do { return try await remove() } catch let error as SandboxError
                where error.fault == nil
            {
                try await Reactor.shared.sleep(for: pause)
            }
        }
        try await remove()
    }
}
