/// Sandboxes in memory, for tests: no process, no Python, no waiting.
///
/// Cells do what a script says. They travel through the same session and the same protocol as in a
/// real sandbox, so that streaming, limits, quotas, input, interrupts, time limits, restarts and
/// losses are the real ones.
///
/// ```swift
/// let backend = FakeBackend {
///     $0.on("1 + 1", .value("2"))
///     $0.on(.containing("import pandas"), .print("loaded\n"), .takes(.seconds(2)))
///     $0.on("forever()", .hang())
/// }
/// try await withPythonSession(on: backend) { session in
///     #expect(try await session.run("1 + 1").value == "2")
///     let result = try await session.run("forever()", CellOptions(timeout: .seconds(30)))
///     #expect(result.outcome == .timedOut)
///     #expect(result.duration == .seconds(30))  // in no time
/// }
/// #expect(backend.recorded.code == ["1 + 1", "forever()"])
/// ```
///
/// Time is virtual. It passes only while a cell or a start takes time, while something hangs, then
/// as far as the next deadline of the cell or of its session, and when a test moves ``time``. All
/// else takes none, also the wait for `input()`. Backends share nothing, so tests that have one
/// each can run in parallel.
public struct FakeBackend: SandboxBackend {
    /// `fake`.
    public let name = "fake"
    /// The virtual time; a cell that takes time moves it, and a test can.
    public let time = FakeClock()

    private let script: FakeScript
    private let ledger = FakeLedger()

    /// Creates a backend.
    ///
    /// - Parameter rules: Says what cells and starts do; without any, every cell raises
    ///   `UnscriptedCell`.
    public init(_ rules: (inout FakeScript) -> Void = { _ in }) {
        var script = FakeScript()
        rules(&script)
        self.script = script
    }
    /// What was asked of its sandboxes so far.
    public var recorded: FakeRecord { ledger.record }

    /// What the script says.
    public func capabilities() async -> BackendCapabilities { script.capabilities }

    /// What the script says.
    public func probe() async -> BackendAvailability { script.availability }

    /// What the script says, for every runtime.
    public func probe(_ runtime: Runtime) async -> BackendAvailability { script.availability }

    /// Nothing: its sandboxes are memory of this program.
    public func prune() async -> [String] { [] }

    /// Starts a sandbox as the script says.
    public func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection
    {
        let number = ledger.noteLaunch(specification)
        if case .unavailable(let reason, let remedy) = script.availability {
            throw SandboxError(.backendUnavailable, "\(reason): \(remedy)")
        }
        if case .fails(let error) = script.launch(number) { throw error }
        let output = FakeOutput(pieceLimit: script.pieceLimit)
        let clock = FakeClock(parent: time) { await output.drained() }
        do {
            let agent = try FakeAgent(
                number: number,
                script: script,
                limits: specification.limits,
                clock: clock,
                output: output,
                ledger: ledger
            )
            return FakeConnection(agent)
        } catch let refusal as FakeDisk.Refusal {
            throw SandboxError(.startFailed, "the script's files: \(refusal.message)")
        }
    }
}

extension SandboxBackend where Self == FakeBackend {
    /// Sandboxes in memory that do what a script says.
    public static func fake(_ rules: (inout FakeScript) -> Void = { _ in }) -> FakeBackend {
        FakeBackend(rules)
    }
}
