internal import NotebookModel

/// What a request comes to under a configuration, before anything is started.
struct ExecutionPlan: Sendable {
    struct File: Sendable {
        var path: WorkspacePath
        var bytes: [UInt8]
    }

    let runtime: ExecutionChoice<Runtime>
    let memory: ExecutionChoice<ByteCount>
    let cpus: ExecutionChoice<Double>
    let files: [File]
    let limits: ResourceLimits

    /// Checks a request; files are decoded once all limits are known to be kept.
    ///
    /// - Throws: ``SandboxError``: ``SandboxError/Code/quotaExceeded`` or
    ///   ``SandboxError/Code/rejected``.
    init(
        _ request: ExecutionRequest,
        _ configuration: ExecutionConfiguration,
        runtimes: Set<Runtime>
    ) throws {
        runtime = request.runtime(among: runtimes)
        memory = ExecutionChoice(
            request.memory,
            of: ExecutionSize.memories,
            default: configuration.defaultMemory,
            maximum: configuration.maximumMemory,
            { ByteCount($0) }
        )
        cpus = ExecutionChoice(
            request.cpus,
            of: ExecutionSize.processors,
            default: configuration.defaultCPUs,
            maximum: configuration.maximumCPUs,
            { Double(decimal: $0) }
        )
        files = try Self.files(request.files, configuration, memory: memory.value)
        limits = ResourceLimits(
            memory: memory.value,
            cpus: cpus.value,
            disk: configuration.disk
        )
    }

    private static func files(
        _ files: [ExecutionRequest.File],
        _ configuration: ExecutionConfiguration,
        memory: ByteCount
    ) throws -> [File] {
        var ledger = QuotaLedger(configuration.uploads)
        var contents: [(path: WorkspacePath, url: DataURL)] = []
        var names: [[String]: WorkspacePath] = [:]
        for file in files {
            let path = try WorkspacePath(file.name)
            guard let url = DataURL(file.data) else {
                throw unreadable(path, "is a data URL without a comma")
            }
            guard !ledger.has(path) else {
                throw SandboxError(.rejected, "two files are named '\(path)': rename one")
            }
            ledger.keep(try ledger.book(url.byteCount, for: path))
            if let other = names.updateValue(path, forKey: path.foldedComponents) {
                throw SandboxError(
                    .rejected,
                    "'\(other)' and '\(path)' are one name where case or spelling of accents don't count: rename one"
                )
            }
            contents.append((path, url))
        }
        if let (file, below) = Self.conflict(contents.map(\.path), names) {
            throw SandboxError(
                .rejected,
                "'\(file)' can't be both a file and the directory of '\(below)': rename one"
            )
        }
        guard ledger.used <= configuration.disk.bytes else {
            throw SandboxError(
                .quotaExceeded,
                "the files have \(ledger.used) bytes, and the workspace has \(configuration.disk.bytes)"
            )
        }
        // The workspace may lie in the sandbox's memory.
        guard ledger.used < memory.bytes else {
            throw SandboxError(
                .quotaExceeded,
                "the files have \(ledger.used) bytes, and the sandbox has \(memory) of memory: ask for more"
            )
        }
        var decoded: [File] = []
        for (path, url) in contents {
            guard let bytes = url.decoded() else { throw unreadable(path, "can't be decoded") }
            decoded.append(File(path: path, bytes: bytes))
        }
        return decoded
    }

    /// A file that stands where another has a directory.
    private static func conflict(
        _ paths: [WorkspacePath],
        _ files: [[String]: WorkspacePath]
    ) -> (file: WorkspacePath, below: WorkspacePath)? {
        for path in paths {
            let components = path.foldedComponents
            for length in 1..<components.count {
                if let file = files[Array(components.prefix(length))] { return (file, path) }
            }
        }
        return nil
    }

    private static func unreadable(_ path: WorkspacePath, _ why: String) -> SandboxError {
        SandboxError(
            .rejected,
            "the content of '\(path)' \(why): give a data URL such as data:text/csv;base64,… or bare Base64"
        )
    }
}
