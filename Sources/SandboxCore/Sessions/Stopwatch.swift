extension Clock where Duration == Swift.Duration {
    /// Tells the time since this call, whenever it is asked.
    func stopwatch() -> @Sendable () -> Duration {
        let start = now
        return { start.duration(to: self.now) }
    }
}
