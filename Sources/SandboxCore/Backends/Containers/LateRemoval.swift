internal import SandboxHost

/// Removes a container that an engine may still make after nobody waits for it any more.
enum LateRemoval {
    /// How long who gave up waits for the removal: most engines are done by then, and nothing is left.
    private static let patience = Duration.seconds(2)
    /// Seconds between two looks for a container of which nobody knows whether it will be.
    private static let pauses = [1, 2, 4, 8, 16, 32]

    /// Goes on until the removal is done, also if the task is cancelled, but returns in two seconds.
    static func begin(_ remove: @escaping @Sendable () async -> Void) async {
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
