internal import SandboxHost

/// What a bubblewrap backend has found out about this machine; each thing is looked at once.
actor BubblewrapSetup {
    private let chosenProgram: String?
    private let catalog: InterpreterCatalog
    private let cache: ProbeCache
    private var program: Task<BubblewrapProgram, any Error>?
    private var enforcer: Task<LimitEnforcer, Never>?
    private var interpreters: [Runtime: Task<PythonInterpreter, any Error>] = [:]

    /// Whether sandboxes run as a user of their own: if this program is root, and not just in a
    /// user namespace.
    nonisolated let dropsUser: Bool

    init(program: String?, catalog: InterpreterCatalog) {
        chosenProgram = program
        self.catalog = catalog
        cache = catalog.cache
        dropsUser = HostIdentity.isRoot && UserLease.canBeUsed
    }

    func findProgram() async throws -> BubblewrapProgram {
        let task =
            program
            ?? Task { [chosenProgram, cache] in
                try await BubblewrapProgram.find(chosenProgram, cache: cache)
            }
        program = task
        do {
            return try await task.value
        } catch {
            program = nil  // it may be installed meanwhile
            throw error
        }
    }

    func findEnforcer() async -> LimitEnforcer {
        let task =
            enforcer ?? Task { [dropsUser] in await LimitEnforcer.best(hasOwnUser: dropsUser) }
        enforcer = task
        return await task.value
    }

    func interpreter(for runtime: Runtime) async throws -> PythonInterpreter {
        let task =
            interpreters[runtime]
            ?? Task { [catalog] in
                try await catalog.interpreter(for: runtime)
            }
        interpreters[runtime] = task
        do {
            return try await task.value
        } catch {
            interpreters[runtime] = nil
            throw error
        }
    }
}

/// The bubblewrap program and its version.
struct BubblewrapProgram: Hashable, Sendable {
    let path: String
    let version: [Int]

    var versionText: String { version.map(String.init).joined(separator: ".") }

    /// `--disable-userns` came with 0.8.
    var disablesUserNamespaces: Bool { !version.lexicographicallyPrecedes([0, 8]) }

    static func find(_ chosen: String?, cache: ProbeCache) async throws -> BubblewrapProgram {
        guard let path = chosen ?? HostProgram.find("bwrap"), let status = HostFile.status(path),
            HostFile.isExecutable(path)
        else {
            throw SandboxError(
                .backendUnavailable,
                "bubblewrap is not installed\(chosen.map { " at '\($0)'" } ?? ""): "
                    + "install it (apt-get install bubblewrap)"
            )
        }
        var key = FNVDigest()
        key.add("\(path)\n\(status)".utf8)
        let said = try await cache.value(for: key, read: \.self) {
            do {
                let output = try await ProcessOutput.of(ProcessCommand(path, ["--version"]))
                return output.output
            } catch {
                throw SandboxError(.backendUnavailable, "'\(path)' can't be run", cause: error)
            }
        }
        // "bubblewrap 0.8.0"
        let numbers = String(decoding: said, as: UTF8.self).split { !$0.isNumber }.compactMap {
            Int($0)
        }
        guard numbers.count >= 2, !numbers.lexicographicallyPrecedes([0, 5]) else {
            throw SandboxError(
                .backendUnavailable,
                "'\(path)' is no bubblewrap of version 0.5 or later: install one"
            )
        }
        return BubblewrapProgram(path: path, version: numbers)
    }
}
