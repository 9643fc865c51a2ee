internal import NotebookModel

/// What the worker is to do for a cell.
enum CellWork: Sendable {
    /// Runs code.
    case code(String)
    /// Does something of the agent's own, and answers.
    case call(AgentCall)
    /// Runs the code of an earlier cell again, of that number, without its output.
    case replay(String, number: Int)

    /// The user's code, if it runs any.
    var code: String? {
        switch self {
        case .code(let code), .replay(let code, _): code
        case .call: nil
        }
    }

    /// The members of the frame that say so.
    var json: JSONObject {
        switch self {
        case .code(let code): ["code": .string(code)]
        case .call(let call): ["call": call.json]
        case .replay(let code, _): ["call": AgentCall.replay(code).json]
        }
    }

    /// Checks that it is within the limits of the protocol.
    ///
    /// - Throws: ``SandboxError`` that says what is too long.
    func validate() throws {
        let texts =
            switch self {
            case .code(let code), .replay(let code, _): [code]
            case .call(let call): call.cells
            }
        if let long = texts.first(where: { $0.utf8.count > 1 << 20 }) {
            throw SandboxError(
                .rejected,
                "the cell has \(long.utf8.count) bytes: 1 MiB is the most"
            )
        }
        guard case .call(let call) = self else { return }
        let size = call.json.compactBytes().count
        let limit = Frame.controlLimit - 1024  // for the other members
        guard size <= limit else {
            throw SandboxError(
                .rejected,
                "the \(texts.count) cells have \(size) bytes as JSON: \(limit) are the most"
            )
        }
    }
}
