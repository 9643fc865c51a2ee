internal import NotebookModel

/// How a fake cell ends.
enum FakeEnding: Sendable {
    case ok
    case raised(PythonException)
    case exited(status: Int, value: String?, keepsWorker: Bool)
    case killed(signal: Int)
    case stopped(StopReason, keepsWorker: Bool)

    /// Why a cell is cut short.
    enum StopReason: String, Sendable {
        case interrupted, timedOut
    }

    var keepsWorker: Bool {
        switch self {
        case .ok, .raised: true
        case .exited(_, _, let keepsWorker), .stopped(_, let keepsWorker): keepsWorker
        case .killed: false
        }
    }

    /// The members of a `finished` frame that say how.
    var members: JSONObject {
        var members: JSONObject = ["state": keepsWorker ? "kept" : "restarted", "enforcement": nil]
        switch self {
        case .ok: members["outcome"] = "ok"
        case .raised(let exception):
            members["outcome"] = "raised"
            members["error"] = .object(exception.members)
        case .exited(let status, let value, _):
            members["outcome"] = "exited"
            members["status"] = .number(status)
            members["exitValue"] = .string(value ?? String(status))
        case .killed(let signal):
            members["outcome"] = "killed"
            members["signal"] = .number(signal)
        case .stopped(let reason, let keepsWorker):
            members["outcome"] = .string(reason.rawValue)
            members["enforcement"] = keepsWorker ? "softInterrupt" : "workerKill"
        }
        return members
    }
}

extension PythonException {
    /// The exception with a traceback and a frame, if it has none.
    func filled(for cell: FakeCell) -> PythonException {
        guard traceback.isEmpty, frames.isEmpty else { return self }
        var exception = self
        let file = "<cell \(cell.executionCount ?? cell.number)>"
        let source = cell.code.split(whereSeparator: \.isNewline).first.map(String.init)
        exception.frames = [
            Frame(file: file, line: 1, function: "<module>", source: source, cell: cell.number)
        ]
        exception.traceback = [
            "Traceback (most recent call last):", "  File \"\(file)\", line 1, in <module>",
        ]
        if let source { exception.traceback.append("    \(source)") }
        exception.traceback.append(value.isEmpty ? name : "\(name): \(value)")
        return exception
    }

    fileprivate var members: JSONObject {
        [
            "name": .string(name), "value": .string(value),
            "traceback": .array(traceback.map { .string($0) }),
            "frames": .array(frames.map(\.json)),
            "chain": .array(
                chain.map { link in
                    [
                        "name": .string(link.name), "value": .string(link.value),
                        "relation": .string(link.relation.rawValue),
                        "frames": .array(link.frames.map(\.json)),
                    ]
                }
            ),
        ]
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
