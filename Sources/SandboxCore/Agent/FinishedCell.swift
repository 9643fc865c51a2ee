internal import NotebookModel

/// The agent's report on a cell.
struct FinishedCell: Sendable {
    var outcome: CellOutcome
    var isWorkerKept: Bool
    var enforcement: CellResult.Enforcement?
    /// Which limit of time was exceeded.
    var exceeded: CellResult.TimeLimit?
    var cpuTime: Duration
    var peakMemory: ByteCount?
    var livingChildren: Int
    var displaysDropped: Int
    /// The sandbox's memory, where the agent can see it and it may have mattered.
    var memory: SandboxUsage?

    init(_ reader: PayloadReader) throws(ProtocolViolation) {
        outcome = try FinishedCell.outcome(reader)
        isWorkerKept =
            switch try reader.string("state") {
            case "kept": true
            case "restarted": false
            default: throw .badPayload(.finished, "an unknown state")
            }
        if case .outOfMemory = outcome, isWorkerKept {
            throw .badPayload(.finished, "a worker without memory that was kept")
        }
        enforcement = reader.optionalString("enforcement").flatMap { .init(rawValue: $0) }
        if outcome == .timedOut {
            exceeded = reader.optionalString("limit").flatMap { .init(rawValue: $0) } ?? .total
        }
        cpuTime = try reader.seconds("cpuTime")
        peakMemory = reader.optionalCount("peakMemory").map { ByteCount(bytes: $0) }
        livingChildren = reader.optionalCount("children") ?? 0
        displaysDropped = reader.optionalCount("displaysDropped") ?? 0
        memory = SandboxUsage(agentReading: reader.object["memory"])
    }

    private static func outcome(_ reader: PayloadReader) throws(ProtocolViolation) -> CellOutcome {
        switch try reader.string("outcome") {
        case "ok": return .ok
        case "raised":
            guard let error = reader.object["error"]?.objectValue else {
                throw .badPayload(.finished, "no error")
            }
            return .raised(try PythonException(PayloadReader(error, of: .finished)))
        case "exited":
            let status = try reader.count("status")
            guard status <= 255 else { throw .badPayload(.finished, "an impossible status") }
            return .exited(status: status, value: reader.optionalString("exitValue"))
        case "interrupted": return .interrupted
        case "timedOut": return .timedOut
        case "outOfMemory": return .outOfMemory(limit: nil, peak: nil)
        case "killed":
            let signal = try reader.count("signal")
            guard (1...64).contains(signal) else {
                throw .badPayload(.finished, "an impossible signal")
            }
            return .killed(signal: signal)
        default: throw .badPayload(.finished, "an unknown outcome")
        }
    }
}

extension PythonException {
    init(_ reader: PayloadReader) throws(ProtocolViolation) {
        self.init(name: try reader.string("name"), value: try reader.string("value"))
        traceback = (reader.object["traceback"]?.arrayValue ?? []).compactMap(\.stringValue)
        frames = try Self.objects("frames", of: reader).map(Frame.init)
        chain = try Self.objects("chain", of: reader).map(Link.init)
    }

    fileprivate static func objects(_ key: String, of reader: PayloadReader) -> [PayloadReader] {
        (reader.object[key]?.arrayValue ?? []).compactMap { item in
            item.objectValue.map { PayloadReader($0, of: .finished) }
        }
    }
}

extension PythonException.Frame {
    fileprivate init(_ reader: PayloadReader) throws(ProtocolViolation) {
        self.init(
            file: try reader.string("file"),
            line: reader.optionalCount("line") ?? 0,
            function: try reader.string("function"),
            source: reader.optionalString("source"),
            cell: reader.optionalCount("cell"),
            package: reader.optionalString("package")
        )
    }
}

extension PythonException.Link {
    fileprivate init(_ reader: PayloadReader) throws(ProtocolViolation) {
        self.init(
            name: try reader.string("name"),
            value: try reader.string("value"),
            relation: reader.optionalString("relation").flatMap(Relation.init) ?? .context,
            frames: try PythonException.objects("frames", of: reader)
                .map(PythonException.Frame.init)
        )
    }
}
