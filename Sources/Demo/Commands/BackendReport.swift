import NotebookModel
import SandboxCore

/// What the doctor finds out about one backend.
struct BackendReport: Sendable {
    private static let runtimes: [Runtime] = [.python, .base, .ml]

    let name: String
    let availability: BackendAvailability
    /// Of a backend that can be used.
    private let capabilities: BackendCapabilities?
    private let runtimes: [(name: Runtime, availability: BackendAvailability)]

    /// Asks a backend, and waits for no answer longer than is reasonable.
    init(on backend: any SandboxBackend) async {
        name = backend.name
        availability = await Patience.value { await backend.probe() } ?? .late
        guard availability.isAvailable else {
            capabilities = nil
            runtimes = Self.runtimes.map { [availability] in ($0, availability) }
            return
        }
        async let answer = Patience.value { await backend.capabilities() }
        runtimes = await Self.runtimes(of: backend)
        capabilities = await answer
    }

    private static func runtimes(
        of backend: any SandboxBackend
    ) async -> [(name: Runtime, availability: BackendAvailability)] {
        await withTaskGroup { group in
            for runtime in runtimes {
                group.addTask {
                    (runtime, await Patience.value { await backend.probe(runtime) } ?? .late)
                }
            }
            var found: [Runtime: BackendAvailability] = [:]
            for await (runtime, availability) in group { found[runtime] = availability }
            return runtimes.map { ($0, found[$0] ?? .late) }
        }
    }

    var text: String {
        var text = availability.line(name, indent: "")
        guard availability.isAvailable else { return text }
        text += capabilities?.lines(indent: "  ") ?? ""
        for (runtime, availability) in runtimes {
            text += availability.line("runtime \(runtime.rawValue)", indent: "  ")
        }
        return text
    }

    var json: JSONValue {
        let runtimes = runtimes.map { runtime, availability in
            JSONValue.object(
                JSONObject([("name", .string(runtime.rawValue))] + availability.json)
            )
        }
        return .object(
            JSONObject(
                [("name", .string(name))] + availability.json + [
                    ("capabilities", capabilities?.json ?? .null), ("runtimes", .array(runtimes)),
                ]
            )
        )
    }
}

extension BackendAvailability {
    /// Of what gave no answer in time.
    fileprivate static let late = BackendAvailability.unavailable(
        reason: "it gave no answer for \(Patience.limit.shown)",
        remedy: "try again, and restart an engine that hangs (systemctl restart docker)"
    )
}

extension BackendAvailability {
    fileprivate func line(_ name: String, indent: String) -> String {
        switch self {
        case .available(let details):
            "\(indent)\(name): available: \(details.joined(separator: ", ").escapingControls)\n"
        case .unavailable(let reason, let remedy):
            "\(indent)\(name): not available: \(reason.escapingControls)\n\(indent)  what helps: \(remedy.escapingControls)\n"
        }
    }

    fileprivate var json: [(String, JSONValue)] {
        switch self {
        case .available(let details):
            [("available", true), ("details", .array(details.map { .string($0) }))]
        case .unavailable(let reason, let remedy):
            [("available", false), ("reason", .string(reason)), ("remedy", .string(remedy))]
        }
    }
}

extension BackendCapabilities {
    private var limits: [(String, Enforcement)] {
        [("memory", memory), ("cpus", cpus), ("processes", processes), ("disk", disk)]
    }

    private var facts: [(String, Bool)] {
        [
            ("isolatesNetwork", isolatesNetwork), ("isolatesAgent", isolatesAgent),
            ("countsOutOfMemoryKills", countsOutOfMemoryKills),
        ]
    }

    fileprivate func lines(indent: String) -> String {
        var text = ""
        for (name, enforcement) in limits {
            let how =
                switch enforcement {
                case .wholeSandbox(let means): "for the whole sandbox, by \(means)"
                case .perProcess(let means): "for each process, by \(means)"
                case .none(let reason): "not limited: \(reason)"
                }
            text += "\(indent)\(name): \(how)\n"
        }
        text += "\(indent)network: \(isolatesNetwork ? "none" : "not isolated")\n"
        text +=
            "\(indent)user on the host: \(hostUser.sentence)\n"
        for note in notes { text += "\(indent)note: \(note)\n" }
        return text
    }

    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = limits.map { name, enforcement in
            switch enforcement {
            case .wholeSandbox(let means): (name, ["scope": "sandbox", "by": .string(means)])
            case .perProcess(let means): (name, ["scope": "process", "by": .string(means)])
            case .none(let reason): (name, ["scope": "none", "because": .string(reason)])
            }
        }
        members += facts.map { ($0.0, .bool($0.1)) }
        members.append(("hostUser", .string(hostUser.rawValue)))
        members.append(("notes", .array(notes.map { .string($0) })))
        return .object(JSONObject(members))
    }
}

extension BackendCapabilities.HostUser {
    fileprivate var sentence: String {
        switch self {
        case .ownForEachSandbox: "one of its own for each sandbox"
        case .hostProgram: "the host program's"
        case .root: "root"
        case .shared: "one that all sandboxes share, not root"
        }
    }
}
