internal import NotebookModel

/// The agent inside a fake sandbox: it speaks the agent protocol, and does what the script says
/// instead of running Python.
actor FakeAgent {
    let number: Int
    let script: FakeScript
    let limits: ResourceLimits
    let clock: FakeClock
    let output: FakeOutput
    let ledger: FakeLedger
    /// Raised when the sandbox is gone.
    nonisolated let end = FakeFlag()

    var settings: FakeRecord.Settings?
    var run: FakeRun?
    var waiting: [Frame] = []
    var variables: FakeVariables = [:]
    var disk: FakeDisk
    var uploads: [UInt32: FakeUpload] = [:]
    var downloads: [UInt32: FakeDownload] = [:]
    var lastInput = 0
    var usage: SandboxUsage
    /// Whether it has stopped to answer, to anything.
    var isDeaf = false
    /// Whether it has sent bytes that may be no frames: the host may take what follows for their rest.
    var hasSentRaw = false
    /// Raised when a cell begins after one whose end the host may not have seen.
    var unseenEnd: FakeFlag?

    private let launch: FakeLaunch?
    private var delivery = FakeDelivery()
    private var decoder = FrameDecoder(from: .host)
    private var termination: Termination?

    init(
        number: Int,
        script: FakeScript,
        limits: ResourceLimits,
        clock: FakeClock,
        output: FakeOutput,
        ledger: FakeLedger
    ) throws {
        self.number = number
        self.script = script
        self.limits = limits
        self.clock = clock
        self.output = output
        self.ledger = ledger
        launch = script.launch(number)
        usage = SandboxUsage(memoryPeak: nil, memoryLimit: limits.memory, outOfMemoryKills: 0)
        disk = FakeDisk(capacity: limits.disk.bytes)
        for file in script.files { try disk.write(file.bytes, to: file.path) }
    }

    /// Memory as a cgroup would count it, if the backend says that it does.
    var reading: SandboxUsage? { script.capabilities.countsOutOfMemoryKills ? usage : nil }

    /// Takes bytes of the host.
    ///
    /// - Throws: ``SandboxError`` when the sandbox is gone, as a broken pipe would.
    func take(_ bytes: [UInt8]) throws {
        guard termination == nil else {
            throw SandboxError(.sessionLost, "the fake sandbox has ended")
        }
        do {
            decoder.append(delivery.isComplete ? bytes : try delivery.take(bytes))
            while termination == nil, let frame = try decoder.next() { try take(frame) }
        } catch {
            finish(.exited(1), diagnostics: "the conversation ended: \(error)")
        }
    }

    func send(_ frames: Frame...) {
        for frame in frames { output.write(frame.encoded) }
    }

    /// Ends when the host has closed its side.
    func closeInput() {
        if !isDeaf { finish(.exited(0)) }
    }

    /// Ends the sandbox from outside, if it hasn't ended.
    func terminate() -> Termination {
        finish(.signalled(9))
    }

    @discardableResult
    func finish(_ cause: Termination.Cause, diagnostics: String = "") -> Termination {
        if let termination { return termination }
        let termination = Termination(
            cause: cause,
            usage: reading,
            diagnostics: diagnostics.escapingControls
        )
        self.termination = termination
        end.raise()
        if let run { close(run) }
        ledger.note { $0.endedSandboxes += 1 }
        output.finish()
        clock.nudge()
        return termination
    }

    /// Stops to answer, until the host loses its patience.
    func hangForever() async {
        isDeaf = true
        await clock.passDeadlines { [end] in !end.isRaised }
    }

    /// Lets a host that may have missed a cell's end come to its own deadline.
    func passUnseen() {
        guard hasSentRaw, termination == nil else { return }
        let next = FakeFlag()
        unseenEnd = next
        Task { await clock.passDeadlines { [end] in !end.isRaised && !next.isRaised } }
    }

    // MARK: Frames

    private func take(_ frame: Frame) throws {
        if frame.kind == .interrupt { ledger.note { $0.interrupts.append(Int(frame.id)) } }
        guard !isDeaf else { return }
        guard settings != nil || frame.kind == .configure || frame.kind == .shutdown else {
            throw ProtocolViolation.unexpected(frame.kind)
        }
        switch frame.kind {
        case .configure: try configure(frame)
        case .execute: try execute(frame)
        case .interrupt: interrupt(frame.id)
        case .restart: restart(frame.id)
        case .inputReply: try takeInputReply(frame)
        case .ping:
            ledger.note { $0.pings += 1 }
            send(Frame(.pong, id: frame.id))
        case .file, .fileData, .fileEnd, .cancel, .credit: try takeFileFrame(frame)
        case .shutdown: finish(.exited(0))
        default: throw ProtocolViolation.unexpected(frame.kind)
        }
    }

    private func configure(_ frame: Frame) throws {
        guard settings == nil else { throw ProtocolViolation.unexpected(.configure) }
        let reader = try PayloadReader(frame)
        let nonce = try reader.string("nonce")
        let settings = try FakeRecord.Settings(reader)
        self.settings = settings
        ledger.note { $0.settings.append(settings) }
        switch launch {
        case .takes(let duration):
            let ready = clock.now.advanced(by: duration)
            Task {
                await clock.advance(to: ready) { [end] in !end.isRaised }
                sayReady(nonce)
            }
        case .neverReady: Task { await hangForever() }
        case .exits(let status, let diagnostics):
            finish(.exited(status), diagnostics: diagnostics)
        case .wrongNonce: sayReady(nonce + "0")
        case .protocolVersion(let version): sayReady(nonce, version: version)
        case .fails, nil: sayReady(nonce)
        }
    }

    private func sayReady(_ nonce: String, version: Int = 1) {
        let preload = settings?.preload ?? []
        let missing = preload.compactMap { name in
            script.notPreloaded[name].map { (name, JSONValue.string($0)) }
        }
        let loaded = preload.filter { script.notPreloaded[$0] == nil }
        let words: JSONValue = [
            "nonce": .string(nonce), "protocol": .number(version),
            "python": .string(script.pythonVersion), "implementation": "fake", "pid1": true,
            "preloaded": .array(loaded.map { .string($0) }),
            "notPreloaded": .object(JSONObject(missing)),
        ]
        send(Frame(.ready, payload: words.compactBytes()))
    }
}

extension FakeRecord.Settings {
    init(_ reader: PayloadReader) throws {
        let variables = reader.object["environment"]?.objectValue ?? [:]
        environment = Dictionary(
            variables.map { ($0.key, $0.value.stringValue ?? "") },
            uniquingKeysWith: { $1 }
        )
        preload = (reader.object["preload"]?.arrayValue ?? []).compactMap(\.stringValue)
        threads = reader.optionalCount("cpuThreads")
        outputBytes = reader.optionalCount("outputBytes")
        displayBytes = reader.optionalCount("displayBytes")
        displayCount = reader.optionalCount("displayCount")
        interruptGrace = reader.optionalSeconds("interruptGrace") ?? .seconds(1)
        endsChildren = reader.object["endsChildren"] == true
    }
}
