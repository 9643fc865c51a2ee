internal import NotebookModel

/// What the worker is to do in place of running code; it answers with one display.
struct AgentCall: Hashable, Sendable {
    /// The function of the agent.
    enum Name: String, Sendable {
        case analyze, variables, replay, extract, install
    }

    /// The type of the display that carries the answer.
    static let answerType = "application/vnd.swift-python-sandbox.answer+json"

    let name: Name
    private let arguments: JSONObject

    static func analyze(_ cells: [String]) -> AgentCall {
        AgentCall(
            name: .analyze,
            arguments: ["cells": .array(cells.map { .string($0) })]
        )
    }

    static func variables(_ options: VariableOptions) -> AgentCall {
        AgentCall(
            name: .variables,
            arguments: [
                "limit": .number(options.limit), "text": .number(options.previewLength),
                "modules": .bool(options.includesModules),
                "full": .bool(options.preview == .full),
            ]
        )
    }

    static func replay(_ code: String) -> AgentCall {
        AgentCall(name: .replay, arguments: ["code": .string(code)])
    }

    static func extract(
        _ archive: WorkspacePath,
        into directory: WorkspacePath,
        bytes: Int,
        single: Int,
        files: Int
    ) -> AgentCall {
        AgentCall(
            name: .extract,
            arguments: [
                "path": .string(archive.description), "into": .string(directory.description),
                "bytes": .number(bytes), "single": .number(single), "files": .number(files),
            ]
        )
    }

    static func install(_ archive: WorkspacePath) -> AgentCall {
        AgentCall(name: .install, arguments: ["path": .string(archive.description)])
    }

    var json: JSONValue {
        var members: JSONObject = ["name": .string(name.rawValue)]
        for member in arguments { members[member.key] = member.value }
        return .object(members)
    }
}

extension AgentCall {
    /// Reads a call as a sandbox gets it.
    init(_ json: JSONObject) throws(ProtocolViolation) {
        guard let name = json["name"]?.stringValue.flatMap(Name.init) else {
            throw .badPayload(.execute, "an unknown call")
        }
        var arguments = json
        arguments["name"] = nil
        self.init(name: name, arguments: arguments)
    }

    /// The cells of an analysis.
    var cells: [String] { arguments["cells"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    /// The most variables of a list.
    var limit: Int { arguments["limit"]?.intValue ?? .max }

    /// The archive that is to be unpacked.
    var path: String { arguments["path"]?.stringValue ?? "" }

    /// Where to.
    var directory: String { arguments["into"]?.stringValue ?? "" }

    /// The code of a cell that runs again.
    var code: String? { arguments["code"]?.stringValue }
}
