import NotebookModel
import SandboxCore

/// `doctor`: what works on this machine, and what would help where something doesn't.
enum DoctorCommand {
    static let syntax = CommandSyntax(
        name: "doctor",
        usage: ["doctor [--json]"],
        summary:
            "Tells which backends and runtimes can be used here, and which limits they enforce.",
        options: [Option("json", help: "print one JSON object")],
        operands: 0,
        notes: "Exit status: 0 a backend can be used; 3 none can."
    )

    static func run(_ arguments: Arguments) async -> ExitCode {
        let backend = BubblewrapBackend()
        let availability = await backend.probe()
        let capabilities = await backend.capabilities()
        var runtimes: [(Runtime, BackendAvailability)] = []
        for runtime in [Runtime.python, .base, .ml] {
            runtimes.append((runtime, await backend.probe(runtime)))
        }
        if arguments.has("json") {
            let report: JSONValue = [
                "version": .string(SandboxDemo.version),
                "backends": [
                    .object(
                        JSONObject(
                            [("name", .string(backend.name))] + availability.json + [
                                ("capabilities", capabilities.json),
                                (
                                    "runtimes",
                                    .array(
                                        runtimes.map { runtime, availability in
                                            .object(
                                                JSONObject(
                                                    [("name", .string(runtime.rawValue))]
                                                        + availability.json
                                                )
                                            )
                                        }
                                    )
                                ),
                            ]
                        )
                    )
                ],
            ]
            Console.shared.write(JSONWriter.pretty.bytes(for: report), to: System.output)
        } else {
            var text = availability.line(backend.name, indent: "")
            if availability.isAvailable {
                text += capabilities.lines(indent: "  ")
                for (runtime, availability) in runtimes {
                    text += availability.line("runtime \(runtime.rawValue)", indent: "  ")
                }
            }
            Console.shared.say(text)
        }
        return availability.isAvailable ? .success : .backend
    }
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
