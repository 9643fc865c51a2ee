/// Starts to measure time on a clock.
///
/// - Parameter clock: The clock.
/// - Returns: Gives the time since this call.
func stopwatch(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
}
