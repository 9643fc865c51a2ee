/// The time limits of a running cell, and what moves them.
///
/// All times are since the cell began.
struct CellDeadlines: Sendable {
    private let timeout: Duration?
    private let quiet: Duration?
    private let pauses: Bool
    private var lastSign = Duration.zero
    private var askedAt: Duration?
    private var paused = Duration.zero

    init(timeout: Duration? = nil, quiet: Duration? = nil, pauses: Bool = false) {
        self.timeout = timeout
        self.quiet = quiet
        self.pauses = pauses
    }

    /// Takes text or a rich output as a sign of life.
    mutating func noteSign(at now: Duration) {
        lastSign = now
    }

    /// The cell waits for input from now on.
    mutating func beginInput(at now: Duration) {
        if askedAt == nil { askedAt = now }
    }

    /// The cell has its input.
    mutating func endInput(at now: Duration) {
        guard let asked = askedAt else { return }
        askedAt = nil
        if pauses { paused += now - asked }
        lastSign = now
    }

    /// The limit that is reached first, and when, if nothing moves it; nil if none is.
    var next: (limit: CellResult.TimeLimit, due: Duration)? {
        let isAsking = askedAt != nil
        let total = isAsking && pauses ? nil : timeout.map { $0 + paused }
        let silence = isAsking ? nil : quiet.map { $0 + lastSign }
        switch (total, silence) {
        case (let total?, let silence?):
            return total <= silence ? (.total, total) : (.quiet, silence)
        case (let total?, nil): return (.total, total)
        case (nil, let silence?): return (.quiet, silence)
        case (nil, nil): return nil
        }
    }
}
