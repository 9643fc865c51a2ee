internal import NotebookModel
internal import SandboxHost

/// Finds the interpreter of each runtime.
struct InterpreterCatalog: Sendable {
    /// Interpreters by runtime, given by the user.
    let chosen: [Runtime: String]
    /// The directory of prepared environments: `NAME/bin/python3` for each runtime.
    let environments: String
    let cache: ProbeCache

    /// - Throws: ``SandboxError`` with ``SandboxError/Code/runtimeUnavailable``.
    func interpreter(for runtime: Runtime) async throws -> PythonInterpreter {
        if let path = chosen[runtime] {
            guard HostFile.isExecutable(path) else {
                throw SandboxError(
                    .runtimeUnavailable,
                    "the interpreter '\(path)' of the runtime '\(runtime.rawValue)' is no program that can be run"
                )
            }
            return try await interpreter(at: path)
        }
        if runtime == .python { return try await standardInterpreter() }
        let path = "\(environments)/\(runtime.rawValue)/bin/python3"
        guard runtime.isPlainName, HostFile.isExecutable(path) else {
            throw SandboxError(
                .runtimeUnavailable,
                "the runtime '\(runtime.rawValue.escapingControls)' is not prepared: "
                    + "run Scripts/prepare-runtime \(runtime.isPlainName ? runtime.rawValue : "NAME")"
            )
        }
        return try await interpreter(at: path)
    }

    /// The first Python of the search path that can be used.
    ///
    /// Programs come before scripts such as pyenv's shims, which must be asked at each start.
    private func standardInterpreter() async throws -> PythonInterpreter {
        let found = HostProgram.candidates("python3").filter(HostFile.isExecutable)
        var failure: (any Error)?
        for path in found.filter(isProgram) + found.filter({ !isProgram($0) }) {
            do {
                return try await interpreter(at: path)
            } catch {
                failure = failure ?? error
            }
        }
        throw failure
            ?? SandboxError(
                .runtimeUnavailable,
                "there is no python3 in the search path: install it (apt-get install python3)"
            )
    }

    private func interpreter(at path: String) async throws -> PythonInterpreter {
        let read = { try PythonInterpreter(answer: $0, of: path) }
        guard let key = key(for: path) else { return try read(await PythonInterpreter.ask(path)) }
        return try await cache.value(for: key, read: read) { try await PythonInterpreter.ask(path) }
    }

    /// Made of everything that would change the answer; nil for a script, which can change its mind
    /// unseen.
    private func key(for path: String) -> FNVDigest? {
        guard isProgram(path), let target = HostFile.canonical(path),
            let program = HostFile.status(target)
        else { return nil }
        // Not by "..": the program of an environment is a link out of it.
        let directory = path.split(separator: "/").dropLast(2).joined(separator: "/")
        let environment = HostFile.status("/\(directory)/pyvenv.cfg")
        var key = FNVDigest()
        key.add("\(path)\n\(target)\n\(program)\n\(String(describing: environment))\n".utf8)
        key.add("\(AgentProgram.digest)".utf8)
        return key
    }

    private func isProgram(_ path: String) -> Bool {
        HostFile.start(of: path, count: 4) == [0x7F] + Array("ELF".utf8)
    }
}

extension Runtime {
    /// Whether the name can stand in a path.
    var isPlainName: Bool {
        !rawValue.isEmpty && !rawValue.hasPrefix(".")
            && rawValue.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
