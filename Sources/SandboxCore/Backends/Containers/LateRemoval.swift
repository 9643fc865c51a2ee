internal import SandboxHost

/// Removes a container when nobody waits for it any more: one that an engine may still make, or that it
/// can't remove just now.
enum LateRemoval {
    /// Seconds between two attempts.
    private static let pauses = [1, 2, 4, 8, 16, 32]

    /// Goes on until the removal is done, also if the task is cancelled.
    ///
    /// - Parameters:
    ///   - patience: When this returns at the latest. Most engines are done in two seconds, and then
    ///     nothing is left for whoever looks.
    ///   - remove: Removes the container.
    static func begin(
        patience: Duration = .seconds(2),
        _ remove: @escaping @Sendable () async -> Void
    ) async {
        let (ends, end) = AsyncStream<Void>.makeStream()
        Task {
            await remove()
            end.finish()
        }
        let watch = Task {
            try await Reactor.shared.sleep(for: patience)
            end.finish()
        }
        // In a task of its own, which is not cancelled with this one.
        await Task { for await _ in ends {} }.value
        watch.cancel()
    }

    /// Removes a container that is there, and tries it again for a minute where that fails.
    static func untilDone(_ remove: () async throws -> Void) async {
        for seconds in [0] + pauses {
            do {
                try await Reactor.shared.sleep(for: .seconds(seconds))
                return try await remove()
            } catch is CancellationError {
                return
            } catch {}
        }
    }

    /// Looks for the container again and again for a minute, since it may come at any time.
    ///
    /// Ends early if the task is cancelled.
    static func repeatedly(_ remove: () async -> Void) async {
        for seconds in pauses {
            do { try await Reactor.shared.sleep(for: .seconds(seconds)) } catch { return }
            await remove()
        }
    }
}
