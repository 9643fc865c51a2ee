import NotebookModel
import SandboxCore

/// Shows what happens as JSON, one event a line.
final class JSONPrinter: EventPrinter {
    let wantsBytes = false
    private let plots: PlotSaver
    private let descriptor: Int32

    init(plots: PlotSaver, output: Int32 = System.output) {
        self.plots = plots
        descriptor = output
    }

    func begin(_ position: NotebookRun.Position?, code: String) {
        emit("cellStarted", position, [])
    }

    func show(_ event: CellEvent, _ position: NotebookRun.Position?) throws(CommandError) {
        switch event {
        case .started, .finished, .bytes: break
        case .text(let stream, let text):
            let text = JSONValue.string(LoneSurrogate.text(ofGenuine: text))
            emit("text", position, [("stream", .string(stream.rawValue)), ("text", text)])
        case .output(let output, let displayID):
            var members: [(String, JSONValue)] = [("output", output.json)]
            if let displayID { members.append(("displayID", .string(displayID))) }
            _ = try plots.save(output, displayID: displayID)
            emit("output", position, members)
        case .updatedDisplay(let displayID, let output):
            _ = try plots.save(output, displayID: displayID)
            emit(
                "updatedDisplay",
                position,
                [("displayID", .string(displayID)), ("output", output.json)]
            )
        case .clearedOutput(let wait): emit("clearedOutput", position, [("wait", .bool(wait))])
        case .inputRequested(let request):
            emit(
                "inputRequested",
                position,
                [("prompt", .string(request.prompt)), ("password", .bool(request.isPassword))]
            )
        }
    }

    func end(_ result: CellResult, _ position: NotebookRun.Position?) {
        emit("cellFinished", position, result.json)
    }

    func show(_ late: LateOutput) {
        let text = JSONValue.string(LoneSurrogate.text(ofGenuine: late.text))
        emit(
            "lateOutput",
            nil,
            [
                ("origin", late.cell.map { .number($0) } ?? .null),
                ("stream", .string(late.stream.rawValue)), ("text", text),
            ]
        )
    }

    func finish(_ code: ExitCode, _ result: CellResult?, _ error: CommandError?) {
        var members: [(String, JSONValue)] = []
        if let error {
            members.append(
                (
                    "error",
                    [
                        "code": error.code.map { .string($0) } ?? nil,
                        "message": .string(error.message),
                    ]
                )
            )
        }
        if let result { members += result.outcome.json }
        members.append(("exitStatus", .number(Int(code.rawValue))))
        emit("result", nil, members)
        if let error { Console.shared.note(error.message) }
    }

    private func emit(
        _ event: String,
        _ position: NotebookRun.Position?,
        _ members: [(String, JSONValue)]
    ) {
        var all: [(String, JSONValue)] = [("event", .string(event))]
        if let position {
            all.append(("index", .number(position.index)))
            all.append(("cell", .number(position.number)))
            all.append(("of", .number(position.count)))
        }
        let line = JSONValue.object(JSONObject(all + members)).compactBytes() + [UInt8(ascii: "\n")]
        Console.shared.write(line, to: descriptor)
    }
}

extension Output {
    /// The output as a notebook has it.
    var json: JSONValue {
        let notebook = Notebook(cells: [.code("", outputs: [self])])
        return notebook.jsonValue()["cells"]?[0]?["outputs"]?[0] ?? .null
    }
}

extension CellOutcome {
    /// The outcome's name, with what it says.
    var json: [(String, JSONValue)] {
        switch self {
        case .ok: return [("outcome", "ok")]
        case .raised(let exception):
            return [
                ("outcome", "raised"),
                (
                    "exception",
                    [
                        "name": .string(exception.name), "value": .string(exception.value),
                        "traceback": .array(exception.traceback.map { .string($0) }),
                        "frames": .array(exception.frames.map(\.json)),
                        "chain": .array(exception.chain.map(\.json)),
                    ]
                ),
            ]
        case .exited(let status, let value):
            return [
                ("outcome", "exited"), ("status", .number(status)),
                ("value", value.map { .string($0) } ?? .null),
            ]
        case .interrupted: return [("outcome", "interrupted")]
        case .timedOut: return [("outcome", "timedOut")]
        case .budgetExhausted: return [("outcome", "budgetExhausted")]
        case .outOfMemory(let limit, let peak):
            return [
                ("outcome", "outOfMemory"), ("limit", limit.map { .number($0.bytes) } ?? .null),
                ("peak", peak.map { .number($0.bytes) } ?? .null),
            ]
        case .killed(let signal): return [("outcome", "killed"), ("signal", .number(signal))]
        case .sessionLost(let reason):
            return [("outcome", "sessionLost"), ("reason", .string(reason))]
        }
    }
}

extension PythonException.Frame {
    fileprivate var json: JSONValue {
        [
            "file": .string(file), "line": .number(line), "function": .string(function),
            "source": source.map { .string($0) } ?? .null,
            "cell": cell.map { .number($0) } ?? .null,
            "package": package.map { .string($0) } ?? .null,
        ]
    }
}

extension PythonException.Link {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "value": .string(value),
            "relation": .string(relation.rawValue), "frames": .array(frames.map(\.json)),
        ]
    }
}

extension CellResult {
    /// All but the outputs, which were told as events.
    fileprivate var json: [(String, JSONValue)] {
        outcome.json + [
            ("executionCount", executionCount.map { .number($0) } ?? .null),
            ("session", .string(session.rawValue)),
            ("beganFresh", .bool(beganFresh)),
            ("enforcement", enforcement.map { .string($0.rawValue) } ?? .null),
            ("exceeded", exceeded.map { .string($0.rawValue) } ?? .null),
            ("duration", .number(duration.inSeconds)),
            ("cpuTime", .number(cpuTime.inSeconds)),
            ("memoryPeak", memoryPeak.map { .number($0.bytes) } ?? .null),
            ("outOfMemoryKills", .number(outOfMemoryKills)),
            ("livingChildren", .number(livingChildren)),
            (
                "dropped",
                [
                    "stdout": .number(dropped.standardOutput),
                    "stderr": .number(dropped.standardError),
                    "displays": .number(dropped.displays),
                ]
            ),
        ]
    }
}
