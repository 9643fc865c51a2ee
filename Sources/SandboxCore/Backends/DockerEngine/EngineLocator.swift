internal import SandboxHost

/// Finds the engine and agrees on a version with it; looks again after it was gone.
actor EngineLocator {
    /// How long one of the usual sockets may take to answer while there are others to be tried.
    private static let patience = Duration.seconds(2)

    private let host: String?
    private var found: Task<EngineClient, any Error>?

    /// - Parameter host: An address as `DOCKER_HOST` has it; nil looks there and then for the usual
    ///   sockets.
    init(host: String?) {
        self.host = host
    }

    /// The engine.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/backendUnavailable``.
    func client() async throws -> EngineClient {
        while true {
            let task = found ?? Task { [host] in try await Self.find(host) }
            found = task
            do {
                return try await withTaskCancellationHandler {
                    try await task.value
                } onCancel: {
                    task.cancel()
                }
            } catch {
                if found == task { found = nil }
                // The search was ended for all that wait when one of them was cancelled.
                guard error is CancellationError, !Task.isCancelled else { throw error }
            }
        }
    }

    /// Forgets an engine that doesn't answer any more: another may be there, or another version.
    func forget() {
        found = nil
    }

    private static func find(_ host: String?) async throws -> EngineClient {
        let chosen = host ?? HostIdentity.environment("DOCKER_HOST")
        if let chosen, !chosen.isEmpty {
            return try await EngineClient.negotiate(at: EngineAddress.parse(chosen))
        }
        return try await find(
            among: EngineAddress.usualSockets(
                home: HostIdentity.environment("HOME"),
                runtimeDirectory: HostIdentity.environment("XDG_RUNTIME_DIR")
            )
        )
    }

    /// The first engine that answers; one that hangs is only waited for if there is no other.
    static func find(among sockets: [SocketAddress]) async throws -> EngineClient {
        var failure: SandboxError?
        var slow: SocketAddress?
        for socket in sockets {
            let begin = ContinuousClock.now
            do {
                return try await EngineClient.negotiate(at: socket, patience: patience)
            } catch let error as SandboxError where error.fault == .notInstalled {
                // None is missed in particular: it is the one that is there and refuses that tells.
            } catch let error as SandboxError {
                failure = failure ?? error
                if ContinuousClock.now - begin >= patience { slow = slow ?? socket }
            }
        }
        if let slow { return try await EngineClient.negotiate(at: slow) }
        throw failure ?? EngineClient.notInstalled
    }
}
