/// Something that a session does later, unless it is cancelled before.
struct Alarm: Sendable {
    private let stop: @Sendable () -> Void

    init(_ stop: @escaping @Sendable () -> Void) {
        self.stop = stop
    }

    func cancel() { stop() }
}

/// A clock that has alarms of its own.
///
/// Virtual time must know of an alarm when it is set, not when a task that waits for it gets to
/// run, and must not go on before the alarm's consequences are drawn. And a task that sleeps is
/// kept until its time, also when it was cancelled long before.
protocol AlarmClock: Clock<Duration> {
    /// Sets an alarm.
    ///
    /// - Parameters:
    ///   - delay: The time from now.
    ///   - isDeadline: Whether it ends what takes too long, unlike one that only repeats.
    ///   - action: What to do then.
    /// - Returns: The alarm, to be cancelled when it is not needed any more.
    func setAlarm(
        after delay: Duration,
        isDeadline: Bool,
        _ action: @escaping @Sendable () async -> Void
    ) -> Alarm
}

extension Clock where Duration == Swift.Duration {
    /// Runs `action` once the delay from now is over, unless the alarm is cancelled before.
    func alarm(
        after delay: Duration,
        isDeadline: Bool,
        _ action: @escaping @Sendable () async -> Void
    ) -> Alarm {
        if let clock = self as? any AlarmClock {
            return clock.setAlarm(after: delay, isDeadline: isDeadline, action)
        }
        let due = now.advanced(by: min(delay, .seconds(100 * 365 * 86_400)))  // more overflows
        let task = Task {
            guard (try? await sleep(until: due, tolerance: nil)) != nil else { return }
            await action()
        }
        return Alarm { task.cancel() }
    }
}
