internal import NotebookModel
internal import SandboxHost

/// A Python on the host, with what it takes to run it in a sandbox.
struct PythonInterpreter: Hashable, Sendable {
    /// How it calls itself: the path to start, a virtual environment's if it is one.
    let executable: String
    let version: [Int]
    /// The directories that it needs, without links, none inside another.
    let prefixes: [String]
    /// The agent in its byte code.
    let agent: AgentProgram

    var versionText: String { version.map(String.init).joined(separator: ".") }

    /// Asks an interpreter about itself and has it compile the agent, outside any sandbox.
    ///
    /// - Returns: What `compile_agent.py` printed.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/runtimeUnavailable``.
    static func ask(_ path: String) async throws -> [UInt8] {
        var command = ProcessCommand(path, ["-I", "-c", AgentProgram.text(of: "compile_agent")])
        command.environment = ["PATH", "HOME"].compactMap { name in
            HostIdentity.environment(name).map { "\(name)=\($0)" }
        }
        let answer: ProcessOutput
        do {
            answer = try await ProcessOutput.of(command, input: AgentProgram.source.modules)
        } catch {
            throw unusable(path, "it could not be run", cause: error)
        }
        guard answer.termination == .exited(0) else {
            let said = String(decoding: answer.errorTail, as: UTF8.self).escapingControls
            throw unusable(path, said.isEmpty ? "it ended with \(answer.termination)" : said)
        }
        return answer.output
    }

    /// Reads an answer of `compile_agent.py`.
    init(answer: [UInt8], of path: String) throws {
        guard let lineEnd = answer.firstIndex(of: UInt8(ascii: "\n")),
            let facts = try? JSONValue(parsing: Array(answer[..<lineEnd])),
            let executable = facts["executable"]?.stringValue,
            let version = facts["version"]?.arrayValue?.compactMap(\.intValue), version.count == 3,
            let magic = facts["magic"]?.stringValue.flatMap(Self.bytes(hexadecimal:)),
            magic.count == 4,
            let prefixes = facts["prefixes"]?.arrayValue?.compactMap(\.stringValue),
            answer.count - lineEnd - 1 == facts["bytes"]?.intValue
        else { throw Self.unusable(path, "its answer makes no sense") }
        guard version.lexicographicallyPrecedes([3, 8]) == false else {
            let text = version.map(String.init).joined(separator: ".")
            throw Self.unusable(path, "it is version \(text), and 3.8 is the oldest that works")
        }
        if let hidden = ([executable] + prefixes).first(where: Self.isHidden) {
            let why = "'\(hidden)' is in a directory of which a sandbox has its own"
            throw Self.unusable(path, why + ": one elsewhere can be used")
        }
        self.executable = executable
        self.version = version
        self.prefixes = Self.outermost(prefixes)
        agent = AgentProgram(
            form: .byteCode(magic: magic),
            modules: Array(answer[(lineEnd + 1)...])
        )
    }

    private static func isHidden(_ path: String) -> Bool {
        ["/tmp/", "/var/tmp/"].contains { path.hasPrefix($0) }
    }

    /// The directories that lie in no other of the list.
    static func outermost(_ paths: [String]) -> [String] {
        let unique = Set(paths.filter { $0.hasPrefix("/") && $0 != "/" })
        return unique.filter { path in
            !unique.contains { $0 != path && path.hasPrefix($0 + "/") }
        }.sorted()
    }

    private static func unusable(
        _ path: String,
        _ why: String,
        cause: (any Error)? = nil
    ) -> SandboxError {
        SandboxError(
            .runtimeUnavailable,
            "the Python interpreter '\(path)' can't be used: \(why)",
            fault: .pythonUnusable,
            cause: cause
        )
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
