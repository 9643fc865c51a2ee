internal import CSandboxShims

/// The Python agent, ready to be sent to an interpreter.
public struct AgentProgram: Hashable, Sendable {
    /// The form of its modules.
    enum Form: Hashable, Sendable {
        case source
        /// Byte code, with the magic number of the interpreter that made it: 4 bytes.
        case byteCode(magic: [UInt8])
    }

    let form: Form
    /// The module list of `docs/PROTOCOL.md`; the loader is the first.
    let modules: [UInt8]
    /// Whether it has to filter the system calls of user code itself, since its backend doesn't.
    var filtersSystemCalls = false

    /// The agent as source text: for any interpreter.
    public static let source = AgentProgram(form: .source, modules: sourceModules)

    /// What a Python interpreter must be started with to take the agent from its standard input.
    public static let pythonArguments = ["-I", "-S", "-u", "-c", text(of: "bootstrap")]

    /// The same, filtering system calls.
    var filtering: AgentProgram {
        var program = self
        program.filtersSystemCalls = true
        return program
    }

    /// The first bytes to send.
    var delivery: [UInt8] {
        let form =
            switch form {
            case .source: Array("S".utf8) + [0, 0, 0, 0]
            case .byteCode(let magic): Array("B".utf8) + magic
            }
        return form + AgentProgram.hexadecimal(modules.count) + modules
    }

    /// A number that changes with the agent.
    static let digest = sandbox_agent_digest()

    private static let sourceModules: [UInt8] = {
        let others = names.filter { !["bootstrap", "compile_agent", "loader"].contains($0) }
        var list: [UInt8] = []
        for name in ["loader"] + others {
            let body = file(name)
            list.append(UInt8(name.utf8.count))
            list += name.utf8
            list.appendBigEndian(UInt32(body.count))
            list += body
        }
        return list
    }()

    static func text(of name: String) -> String {
        String(decoding: file(name), as: UTF8.self)
    }

    /// The names of the embedded files.
    private static let names: [String] = {
        var names: [String] = []
        while let module = unsafe sandbox_agent_module_at(names.count) {
            unsafe names.append(String(cString: module.pointee.name))
        }
        return names
    }()

    private static func file(_ name: String) -> [UInt8] {
        guard let index = names.firstIndex(of: name),
            let module = unsafe sandbox_agent_module_at(index)
        else { preconditionFailure("the agent has no file '\(name)': see agent.c") }
        return unsafe [UInt8](
            UnsafeBufferPointer(start: module.pointee.source, count: module.pointee.count)
        )
    }

    private static func hexadecimal(_ count: Int) -> [UInt8] {
        let digits = String(count, radix: 16)
        return Array((String(repeating: "0", count: 8 - digits.count) + digits).utf8)
    }
}
