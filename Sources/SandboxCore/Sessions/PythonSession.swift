internal import NotebookModel

/// A Python interpreter in a sandbox, with its variables, files and plots, for as long as the
/// session is open.
///
/// Make it with ``withPythonSession(on:runtime:configuration:_:)``, which closes it too. Cells run
/// one at a time in the order of their calls; files can be moved meanwhile. A cell that fails, runs
/// out of time or is killed gives a ``CellResult`` that says so; a ``SandboxError`` is thrown for
/// what never ran.
public actor PythonSession {
    /// The configuration that it was made with.
    public nonisolated let configuration: SessionConfiguration
    /// Text that came when no cell of its own ran: from threads and processes that outlive their
    /// cell.
    ///
    /// Of what nobody reads the newest 4096 pieces are kept.
    public nonisolated let lateOutput: AsyncStream<LateOutput>

    nonisolated let connection: any SandboxConnection
    nonisolated let clock: any Clock<Duration>
    nonisolated let nonce: String
    let redactor: SecretRedactor
    nonisolated let log: SessionLog
    var late: TextRedactor
    /// The beginnings of characters at the ends of what was written late, and by which cell.
    var lateText: [StreamName: (cell: UInt32, text: UTF8Reassembler)] = [:]
    let lateOutputSink: AsyncStream<LateOutput>.Continuation
    /// The runs of notebooks, each with what takes the late text of its cells.
    var lateTakers: [ObjectIdentifier: @Sendable (LateOutput) -> Void] = [:]

    var machine = SessionStateMachine()
    var jobs: [UInt32: CellJob] = [:]
    var requests: [UInt32: PendingRequest] = [:]
    var lastRequest: UInt32 = 0
    var executionCount = 0
    /// Whether the worker has ended since the last cell.
    var beginsFresh = false
    /// The restarts that were asked for and are under way.
    private(set) var restarts = 0
    /// The last archive that is being unpacked.
    var extraction: Task<Void, Never>?
    var outOfMemoryKills = 0
    var ledger: QuotaLedger
    private var ready: AgentReady?
    private var readyWaiter: CheckedContinuation<Void, any Error>?
    private var decoder = FrameDecoder()
    private var receiver: Task<Void, Never>?
    private var pinger: Alarm?
    private var termination: Termination?
    /// The time since the session took cells.
    private var age: @Sendable () -> Duration = { .zero }

    init(
        connection: any SandboxConnection,
        clock: any Clock<Duration>,
        configuration: SessionConfiguration,
        log: SessionLog
    ) {
        self.connection = connection
        self.clock = clock
        self.configuration = configuration
        self.log = log
        nonce = String(UInt64.random(in: .min ... .max), radix: 16)
        redactor = SecretRedactor(Array(configuration.secrets.values))
        late = TextRedactor(redactor)
        let disk = configuration.limits.disk
        ledger = QuotaLedger(
            configuration.uploads ?? UploadQuota(total: disk, single: disk, files: 10_000)
        )
        (lateOutput, lateOutputSink) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingNewest(4096)
        )
    }

    deinit {
        receiver?.cancel()
        pinger?.cancel()
        lateOutputSink.finish()
        guard termination == nil else { return }
        let connection = connection
        Task { _ = await connection.terminate() }
    }

    /// The version of the sandbox's Python, such as `3.11.2`.
    public var pythonVersion: String { ready?.pythonVersion ?? "" }

    /// Modules of ``SessionConfiguration/preload`` that could not be imported, and why.
    public var notPreloaded: [String: String] {
        (ready?.notPreloaded ?? [:]).mapValues(redactor.redact)
    }

    /// The sandbox's memory as seen from outside, or by the agent inside where only that can see it.
    public func usage() async -> SandboxUsage? {
        if let usage = await connection.usage() { return usage }
        return SandboxUsage(agentReading: try? await request(.usage)["memory"])
    }

    /// Interrupts the running cell, if one runs; its result says how that went.
    public func interrupt() {
        if let cell = machine.runningCell { perform([.interrupt(cell)]) }
    }

    /// Replaces the worker process by a fresh one: variables are gone, files stay, children are
    /// ended.
    ///
    /// A running cell ends first.
    ///
    /// - Throws: ``SandboxError`` if the session has ended, or ends because the sandbox doesn't
    ///   answer.
    public func restart() async throws {
        let (id, events) = try openRequest()
        restarts += 1
        defer {
            requests[id] = nil
            restarts -= 1
        }
        send(.restart(id: id))
        let patience = configuration.patience
        let limit = patience.interrupt + patience.agent + .seconds(10)
        let watch = after(limit) { session in await session.lose("it did not restart in time") }
        defer { watch.cancel() }
        _ = try await RequestEvents.reply(in: events)
    }

    /// Ends the session and everything in its sandbox.
    ///
    /// Idempotent; returns when all is gone.
    ///
    /// A running cell ends as `sessionLost`; waiting cells and file transfers throw
    /// ``SandboxError/Code/sessionClosed``.
    @discardableResult
    public func close() async -> Termination {
        let actions = machine.end()
        if termination == nil, let receiver {
            send(.shutdown)
            await connection.closeInput()
            let kill = after(configuration.patience.close) { _ = await $0.connection.terminate() }
            await receiver.value
            kill.cancel()
        }
        let result = await terminated()
        perform(actions)
        noteEnd(result)
        return result
    }

    // MARK: Start

    /// Sends the agent and waits for its first words.
    func start() async throws {
        let elapsed = clock.stopwatch()
        receiver = Task { [weak self, connection] in
            var reason = "the sandbox ended"
            do {
                while let chunk = try await connection.receive() {
                    guard let self else { return }
                    try await self.take(chunk)
                }
            } catch let violation as ProtocolViolation {
                reason = "the sandbox sent \(violation), which no agent sends"
            } catch {
                reason = "reading from the sandbox failed: \(error)"
            }
            await self?.lose(reason)
        }
        let configure = AgentConfiguration(
            nonce: nonce,
            session: configuration,
            filtersSystemCalls: connection.agent.filtersSystemCalls,
            memoryLimit: await connection.usage()?.memoryLimit
        )
        let first = connection.agent.delivery + AgentRequest.configure(configure).frame.encoded
        let watch = after(configuration.startTimeout) { session in
            await session.lose("it was not ready within \(session.configuration.startTimeout)")
        }
        defer { watch.cancel() }
        // If the sandbox dies meanwhile, the receiver knows more of the cause than the failed
        // write.
        try? await connection.send(first)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                if case .lost(let reason) = machine.phase {
                    continuation.resume(throwing: startError(reason))
                } else if ready != nil {
                    continuation.resume()
                } else {
                    readyWaiter = continuation
                }
            }
        } onCancel: {
            Task { await self.cancelStart() }
        }
        age = clock.stopwatch()
        log.note(
            .started(
                configuration.runtime,
                configuration.limits,
                pythonVersion: pythonVersion,
                after: elapsed()
            )
        )
        keepPinging()
    }

    /// A session that has become ready meanwhile stays.
    private func cancelStart() async {
        if ready == nil { await lose("the start was cancelled") }
    }

    /// The agent ends its sandbox when it doesn't hear from its host.
    private func keepPinging() {
        guard termination == nil else { return }
        pinger = after(.seconds(10), isDeadline: false) { session in
            await session.send(.ping(id: 0))
            await session.keepPinging()
        }
    }

    // MARK: Receiving

    private func take(_ chunk: [UInt8]) async throws {
        decoder.append(chunk)
        while let frame = try decoder.next() {
            try await take(try AgentEvent(frame))
        }
    }

    private func take(_ event: AgentEvent) async throws {
        switch event {
        case .ready(let words):
            guard ready == nil, words.nonce == nonce else {
                throw ProtocolViolation.unexpected(.ready)
            }
            ready = words
            readyWaiter.take()?.resume()
        case .started(let cell): try takeStart(of: cell)
        case .text(let cell, let stream, let bytes): try takeText(bytes, on: stream, of: cell)
        case .displayPart(let cell, let bytes, let isLast):
            try takeDisplay(bytes, isLast: isLast, of: cell)
        case .inputRequest(let cell, let request, let wish):
            try takeInputRequest(wish, number: request, of: cell)
        case .finished(let cell, let report): try await finish(cell, report)
        case .gap(let cell, let stream, let bytes): try takeGap(bytes, on: stream, of: cell)
        case .reply(let id, let value): try requests[id]?.reply(value)
        case .data(let id, let bytes): requests[id]?.collect(bytes)
        case .end(let id, let value):
            if var request = requests.removeValue(forKey: id) { request.end(value) }
        case .sign(let cell): noteSign(of: cell)
        case .pong: break
        case .notice: await replaceWorker()
        }
    }

    // MARK: The end

    /// Ends a session whose sandbox can't be used any more.
    ///
    /// The first reason counts: ending the sandbox gives others.
    func lose(_ reason: String) async {
        let isFirst = termination == nil
        var reason = lossReason ?? reason
        lossReason = reason
        let end = await terminated()
        if lossOutcome != nil {
            reason = "the sandbox ran out of memory"
        } else if let failure = end.failure {
            reason += ": \(failure.message)"
        }
        if isFirst, !end.diagnostics.isEmpty {
            reason += ". It said: \(redactor.redact(end.diagnostics))"
        }
        let actions = machine.end(reason: reason)
        readyWaiter.take()?.resume(throwing: startError(reason))
        perform(actions)
        noteEnd(end)
    }

    private func startError(_ reason: String) -> SandboxError {
        termination?.startFailure ?? SandboxError(.startFailed, "no session: \(reason)")
    }

    /// Tells the observer, once, when all that the session did is told.
    private func noteEnd(_ end: Termination) {
        guard ready != nil, !isEndNoted else { return }
        isEndNoted = true
        log.note(.ended(end, after: age()))
    }

    @discardableResult
    func terminated() async -> Termination {
        let end = await connection.terminate()
        guard termination == nil else { return end }
        termination = end
        pinger?.cancel()
        let closed = SandboxError(.sessionClosed, "the session was closed before it was done")
        let lost = SandboxError(.sessionLost, "the sandbox ended before it answered")
        for request in requests.values {
            request.events.finish(throwing: machine.phase == .closed ? closed : lost)
        }
        requests = [:]
        for (stream, bytes) in late.flush() { yieldLate(bytes, from: stream, of: 0) }
        finishLate()
        lateOutputSink.finish()
        return end
    }

    /// The memory verdict on a session that was lost.
    var lossOutcome: CellOutcome? {
        if case .outOfMemory = termination?.cause {
            return .outOfMemory(
                limit: configuration.limits.memory,
                peak: termination?.usage?.memoryPeak
            )
        }
        guard let usage = termination?.usage, usage.outOfMemoryKills > outOfMemoryKills else {
            return nil
        }
        return .outOfMemory(limit: usage.memoryLimit, peak: usage.memoryPeak)
    }

    // MARK: Helpers

    /// Sends in the order of the calls; a failure shows as the end of the stream.
    func send(_ request: AgentRequest) {
        connection.post(request.frame.encoded)
    }

    private var lossReason: String?
    private var isEndNoted = false

    /// Runs `action` later, unless the alarm is cancelled before.
    func after(
        _ delay: Duration,
        isDeadline: Bool = true,
        _ action: @escaping @Sendable (PythonSession) async -> Void
    ) -> Alarm {
        clock.alarm(after: delay, isDeadline: isDeadline) { [weak self] in
            guard let self else { return }
            await action(self)
        }
    }
}
