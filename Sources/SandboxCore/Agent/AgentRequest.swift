internal import NotebookModel

/// What the host says to the agent.
enum AgentRequest: Sendable {
    case configure(AgentConfiguration)
    case execute(cell: UInt32, work: CellWork, count: Int?, CellOptions)
    case interrupt(cell: UInt32)
    case restart(id: UInt32)
    case inputReply(cell: UInt32, request: Int, InputReply)
    case ping(id: UInt32)
    case file(id: UInt32, FileOperation)
    case fileData(id: UInt32, [UInt8])
    case fileEnd(id: UInt32)
    case cancel(id: UInt32)
    case credit(id: UInt32, bytes: Int)
    case shutdown

    var frame: Frame {
        switch self {
        case .configure(let configuration):
            Frame(.configure, payload: configuration.json.compactBytes())
        case .execute(let cell, let work, let count, let options):
            Frame(
                .execute,
                id: cell,
                payload: AgentRequest.json(work, count, options).compactBytes()
            )
        case .interrupt(let cell): Frame(.interrupt, id: cell)
        case .restart(let id): Frame(.restart, id: id)
        case .inputReply(let cell, let request, let reply):
            Frame(.inputReply, id: cell, payload: reply.json(request: request).compactBytes())
        case .ping(let id): Frame(.ping, id: id)
        case .file(let id, let operation):
            Frame(.file, id: id, payload: operation.json.compactBytes())
        case .fileData(let id, let bytes): Frame(.fileData, id: id, payload: bytes)
        case .fileEnd(let id): Frame(.fileEnd, id: id)
        case .cancel(let id): Frame(.cancel, id: id)
        case .credit(let id, let bytes):
            Frame(
                .credit,
                id: id,
                payload: JSONValue.object(["bytes": .number(bytes)]).compactBytes()
            )
        case .shutdown: Frame(.shutdown)
        }
    }

    private static func json(
        _ work: CellWork,
        _ count: Int?,
        _ options: CellOptions
    ) -> JSONValue {
        var members = work.json
        members["count"] = count.map { .number($0) } ?? .null
        members["timeout"] = options.timeout.map { .number($0.seconds) } ?? .null
        if let quiet = options.quietTimeout { members["quiet"] = .number(quiet.seconds) }
        if options.pausesForInput { members["pauses"] = true }
        members["silent"] = .bool(options.isSilent)
        if options.isProgram { members["program"] = true }
        return .object(members)
    }
}

/// What the agent is told first.
struct AgentConfiguration: Sendable {
    var nonce: String
    var session: SessionConfiguration
    /// Whether the agent filters system calls.
    var filtersSystemCalls = false
    /// What the sandbox as a whole may have, where the host can see that this is enforced.
    var memoryLimit: ByteCount?

    var json: JSONValue {
        let secrets = session.secrets.mapValues(\.exposed)
        let environment = session.environment.merging(secrets) { $1 }.sorted { $0.key < $1.key }
        return [
            "nonce": .string(nonce),
            "workspace": .string(SandboxLayout.workspace),
            "directories": .array(SandboxLayout.directories.map { .string($0) }),
            "standard": .object(
                JSONObject(SandboxLayout.environment.map { ($0.0, .string($0.1)) })
            ),
            "environment": .object(JSONObject(environment.map { ($0.key, .string($0.value)) })),
            "preload": .array(session.preload.map { .string($0) }),
            "memory": memoryLimit.map { .number($0.bytes) } ?? .null,
            "cpuThreads": .number(session.limits.threads),
            "outputBytes": session.output.text.map { .number($0.bytes) } ?? .null,
            "displayBytes": .number(session.output.displayBytes.bytes),
            "displayCount": .number(session.output.displays),
            "endsChildren": .bool(session.endsChildren),
            "interruptGrace": .number(session.patience.interrupt.seconds),
            "hostTimeout": .number(60),
            "filters": filtersSystemCalls ? SystemCallFilters.json : .null,
        ]
    }
}

extension InputReply {
    fileprivate func json(request: Int) -> JSONValue {
        switch self {
        case .text(let text): ["request": .number(request), "text": .string(text)]
        case .endOfFile: ["request": .number(request), "eof": true]
        case .refused(let why): ["request": .number(request), "refused": .string(why)]
        }
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
