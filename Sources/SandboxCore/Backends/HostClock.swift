internal import SandboxHost

/// Time that doesn't count the machine's sleep, as the agent's clock inside doesn't, with alarms of the
/// reactor's thread: one that was cancelled leaves nothing behind.
struct HostClock: AlarmClock {
    private let clock = SuspendingClock()

    var now: SuspendingClock.Instant { clock.now }

    var minimumResolution: Duration { clock.minimumResolution }

    func sleep(until deadline: SuspendingClock.Instant, tolerance: Duration?) async throws {
        try await Reactor.shared.sleep(for: now.duration(to: deadline))
    }

    func setAlarm(
        after delay: Duration,
        isDeadline: Bool,
        _ action: @escaping @Sendable () async -> Void
    ) -> Alarm {
        let id = Reactor.shared.setTimer(after: delay) { Task { await action() } }
        return Alarm { Reactor.shared.cancelTimer(id) }
    }
}
