internal import NotebookModel

extension PythonSession {
    /// Installs packages that a source has, in a step of its own.
    ///
    /// ```swift
    /// let source = PackageSource(backend: BubblewrapBackend(network: .host))
    /// try await session.install(["cowsay==6.1"], from: source)
    /// ```
    ///
    /// The wheels are downloaded in another sandbox, with its own limits of time and size, and come
    /// into this one over the host; this session never has a network. They are installed between two
    /// cells, into the home directory: the disk limit must hold them, unpacked. A restart keeps
    /// them.
    ///
    /// - Parameters:
    ///   - requirements: At most 100 packages by name, as ``PackageRequirement`` has it.
    ///   - source: Where from.
    ///   - timeout: The longest time of the installation itself. Default 60 s.
    /// - Returns: What was installed, with what that needs, such as `cowsay==6.1`, as the worker
    ///   says.
    /// - Throws: ``SandboxError``: a requirement is none or the source has no network
    ///   (``SandboxError/Code/rejected``), the download failed or took too long
    ///   (``SandboxError/Code/transferFailed``), its size or the disk's is exceeded
    ///   (``SandboxError/Code/quotaExceeded``), or the installation failed; `CancellationError`.
    @discardableResult
    public func install(
        _ requirements: [String],
        from source: PackageSource,
        timeout: Duration? = .seconds(60)
    ) async throws -> [String] {
        let requirements = try requirements.map { try PackageRequirement($0) }
        guard (1...100).contains(requirements.count) else {
            throw SandboxError(
                .rejected,
                "\(requirements.count) packages can't be installed at once: give 1 to 100"
            )
        }
        let archive = try WorkspacePath(".sandbox-wheels-\(UInt64.random(in: .min ... .max))")
        try await source.fetch(requirements, for: self, to: archive)
        let answer: Installation
        do {
            answer = try await self.answer(to: .install(archive), timeout: timeout) {
                reader throws(ProtocolViolation) in try Installation(reader)
            }
            _ = try await request(.remove(archive, isRecursive: false))
        } catch {
            _ = try? await request(.remove(archive, isRecursive: false))
            throw error
        }
        switch answer {
        case .failed(let code, let said):
            let isFull = code == "noSpace" || said.contains("No space left")
            throw SandboxError(
                isFull ? .quotaExceeded : .transferFailed,
                "the packages can't be installed: \(said)".escapingControls
            )
        case .done(let packages, let isIsolated):
            guard isIsolated else {
                await lose("it has a network after an installation")
                throw SandboxError(.sessionLost, "the session had a network after an installation")
            }
            return packages
        }
    }
}

/// What the worker says of an installation.
private enum Installation {
    case failed(String, String)
    case done([String], isIsolated: Bool)

    init(_ reader: AnswerReader) throws(ProtocolViolation) {
        if let error = try reader.optionalObject("error") {
            self = .failed(try error.text("code"), try error.text("message"))
        } else {
            self = .done(try reader.texts("packages"), isIsolated: try reader.bool("isolated"))
        }
    }
}

extension PackageSource {
    /// Downloads wheels, and writes them as an archive to a session's workspace.
    fileprivate func fetch(
        _ requirements: [PackageRequirement],
        for session: PythonSession,
        to archive: WorkspacePath
    ) async throws {
        guard await !backend.capabilities().isolatesNetwork else {
            throw SandboxError(
                .rejected,
                "the backend '\(backend.name)' of the package source has no network: give one that has"
            )
        }
        let version = await session.pythonVersion
        let configuration = configuration(for: session.configuration)
        try await withPythonSession(on: backend, configuration: configuration) { download in
            let code = JSONValue.array(
                requirements.map { .string($0.description) } + [.string(version)]
            )
            let text = String(decoding: code.compactBytes(), as: UTF8.self)
            let result = try await download.run(
                "*wanted, version = \(text)\n" + Self.program,
                CellOptions(timeout: timeout)
            )
            try Task.checkCancellation()
            guard result.outcome.isOK, result.value == "0" else { throw failure(result) }
            let wheels = try await download.workspace.archive("wheels", limit: size)
            _ = try await session.upload(wheels, to: archive, counts: false)
        }
    }

    private static let program = """
        import subprocess, sys
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:",
                   "--no-cache-dir", "--dest", "wheels", "--python-version", version]
        subprocess.call(command + ["--"] + wanted)
        """

    private func failure(_ result: CellResult) -> SandboxError {
        switch result.outcome {
        case .timedOut:
            return SandboxError(
                .transferFailed,
                "the download of packages took longer than \(timeout): raise the source's limit"
            )
        default:
            let said = String((result.text + result.errorText).suffix(2000))
            let isFull = said.contains("No space left")
            return SandboxError(
                isFull ? .quotaExceeded : .transferFailed,
                "the packages can't be downloaded: \(said)".escapingControls
            )
        }
    }
}
