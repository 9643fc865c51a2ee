internal import NotebookModel

/// A cell that a fake agent runs.
struct FakeRun {
    let cell: FakeCell
    let id: UInt32
    let began: FakeClock.Instant
    var relay: FakeRelay
    var displayBytes: Int?
    /// Raised when it is over, however it ended.
    let over = FakeFlag()
    /// Its time limits.
    var deadlines: CellDeadlines
    var exceeded: CellResult.TimeLimit?
    /// The time limit, or the agent's patience.
    var alarm: Alarm?
    /// What it takes to end the step under way.
    var hang = FakeHang.untilInterrupted
    var stop: FakeEnding.StopReason?
    /// Whether its first step was reached; before, a stop waits for a step that it can end.
    var hasBegun = false
    var earlyStop: FakeEnding.StopReason?
    /// The step that waits for a line of text; it gets nil when the cell is over.
    var input: (request: Int, continuation: CheckedContinuation<InputReply?, Never>)?
    var displaysDropped = 0
    /// What comes after its end.
    var late: [Frame] = []
    var diesLate = false
    var cpuTime = Duration.zero
    var memory: ByteCount?
    var children = 0

    init(
        _ cell: FakeCell,
        id: UInt32,
        began: FakeClock.Instant,
        _ settings: FakeRecord.Settings,
        pauses: Bool
    ) {
        self.cell = cell
        self.id = id
        self.began = began
        deadlines = CellDeadlines(
            timeout: cell.timeout,
            quiet: cell.quietTimeout,
            pauses: pauses
        )
        relay = FakeRelay(cell: id, cap: settings.outputBytes)
        displayBytes = settings.displayBytes
    }

    /// Takes a display message of that size from the cell's allowance, as a supervisor does; the
    /// session counts the displays.
    mutating func admits(_ size: Int) -> Bool {
        let cost = size + 128
        guard displayBytes ?? cost >= cost else {
            displaysDropped += 1
            return false
        }
        displayBytes = displayBytes.map { $0 - cost }
        return true
    }

    /// The report on its end.
    func finished(_ ending: FakeEnding, at now: FakeClock.Instant) -> Frame {
        var members = ending.members
        members["duration"] = .number(began.duration(to: now).seconds)
        if case .stopped(.timedOut, _) = ending {
            members["limit"] = .string((exceeded ?? .total).rawValue)
        }
        members["cpuTime"] = .number(cpuTime.seconds)
        members["peakMemory"] = .number(memory?.bytes ?? 0)
        members["children"] = .number(ending.keepsWorker ? children : 0)
        members["displaysDropped"] = .number(displaysDropped)
        members["stdoutBytes"] = .number(relay.counts[.stdout] ?? 0)
        members["stderrBytes"] = .number(relay.counts[.stderr] ?? 0)
        return Frame(.finished, id: id, payload: JSONValue.object(members).compactBytes())
    }
}
