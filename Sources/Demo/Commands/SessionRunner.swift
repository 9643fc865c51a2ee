import NotebookModel
import SandboxCore

/// A session with the files and the outputs that the options ask for: everything that can be wrong
/// is found before the sandbox starts.
struct SessionRunner: Sendable {
    let options: SessionOptions
    let uploads: [SessionOptions.Upload]
    let downloads: [(name: String, file: OutputFile)]
    let printer: any EventPrinter

    /// - Parameters:
    ///   - options: The options.
    ///   - others: Files that are written too.
    ///   - printer: What shows the events.
    /// - Throws: ``CommandError``.
    init(
        _ options: SessionOptions,
        besides others: [OutputFile],
        printer: any EventPrinter
    ) throws(CommandError) {
        self.options = options
        self.printer = printer
        var uploads: [SessionOptions.Upload] = []
        for path in options.uploads {
            guard path != "-" else { throw .usage("--upload needs a file with a name, not '-'") }
            uploads.append(.init(name: path.lastPathComponent, bytes: try Files.read(path)))
        }
        self.uploads = uploads
        var files = others
        var downloads: [(name: String, file: OutputFile)] = []
        do throws(CommandError) {
            for download in options.downloads {
                let file = try OutputFile(download.path)
                if files.contains(where: { $0.isSame(as: file) }) {
                    file.discard()
                    throw CommandError.usage(
                        "two outputs go to '\(download.path.escapingControls)'; give each its own"
                    )
                }
                files.append(file)
                downloads.append((download.name, file))
            }
        } catch {
            for file in files { file.discard() }
            throw error
        }
        self.downloads = downloads
    }

    /// Says which of the limits that were asked for don't hold, or not for the sandbox as a whole.
    private func noteWeakLimits(of backend: any SandboxBackend) async {
        guard !options.limitsGiven.isEmpty else { return }
        let capabilities = await backend.capabilities()
        for (name, enforcement) in [
            ("memory", capabilities.memory), ("cpus", capabilities.cpus),
            ("pids", capabilities.processes), ("disk", capabilities.disk),
        ] where options.limitsGiven.contains(name) {
            switch enforcement {
            case .wholeSandbox: break
            case .perProcess(let means):
                Console.shared.note("--\(name) holds for each process only, by \(means)")
            case .none(let reason): Console.shared.note("--\(name) does not hold: \(reason)")
            }
        }
    }

    /// Starts the session, uploads, runs the body, downloads and ends the session.
    ///
    /// - Returns: What `body` returns.
    /// - Throws: ``CommandError``, or what `body` throws.
    func run<Value: Sendable>(
        input: InputPolicy,
        _ body: @escaping @Sendable (PythonSession) async throws -> Value
    ) async throws -> Value {
        var configuration = options.configuration
        configuration.input = input
        let chosen = configuration
        let choice: BackendChoice
        let session: PythonSession
        do {
            (choice, session) = try await Interruption.shared.cancelling {
                try await start(chosen)
            }
        } catch {
            discard()
            throw translated(error)
        }
        Interruption.shared.attach(session)
        choice.announce()
        await noteWeakLimits(of: choice.backend)
        let late = Task {
            for await output in session.lateOutput { printer.show(output) }
        }
        do {
            try await Interruption.shared.cancelling {
                for upload in uploads {
                    try await session.workspace.write(upload.bytes, to: upload.name)
                }
            }
            let value = try await body(session)
            let failure = await download(session)
            await session.close()
            await late.value
            if let failure { throw failure }
            return value
        } catch {
            await session.close()
            discard()
            throw translated(error)
        }
    }

    private func start(
        _ configuration: SessionConfiguration
    ) async throws -> (BackendChoice, PythonSession) {
        let choice = try await BackendChoice(options.backend, for: configuration.runtime)
        try Task.checkCancellation()
        let session = try await choice.start(configuration, choosesRuntime: options.choosesRuntime)
        return (choice, session)
    }

    /// Fetches the files; the first failure is told, after all were tried.
    private func download(_ session: PythonSession) async -> CommandError? {
        var failure: CommandError?
        for (name, file) in downloads {
            do {
                let bytes = try await Interruption.shared.cancelling(ignoresEarlier: true) {
                    try await session.workspace.read(name, limit: .mebibytes(256))
                }
                try file.finish(bytes)
            } catch let error as SandboxError where error.code == .fileNotFound {
                file.discard()
                let name = name.escapingControls
                failure =
                    failure
                    ?? .usage(
                        "--download: no '\(name)' is in the workspace; name what the code writes"
                    )
            } catch {
                file.discard()
                failure = failure ?? translated(error)
            }
        }
        return failure
    }

    private func discard() {
        for download in downloads { download.file.discard() }
    }

    private func translated(_ error: any Error) -> CommandError {
        switch error {
        case let error as CommandError: error
        case is CancellationError where Interruption.shared.isRequested:
            .interrupted
        case _ where Interruption.shared.isRequested: .interrupted
        case let error as SandboxError: CommandError(error)
        default: CommandError(.backend, "\(error)")
        }
    }
}

extension CellResult {
    /// The program's status for a cell.
    ///
    /// - Parameters:
    ///   - passesStatus: Whether the code's own status is passed on, as `python -c` does.
    ///   - limits: The output limits that were in force.
    /// - Returns: The status.
    func exitCode(passesStatus: Bool, limits: OutputLimits) -> ExitCode {
        switch outcome {
        case .ok, .exited(status: 0, _): .success
        case .raised: .failure
        case .exited(let status, _):
            passesStatus ? ExitCode(rawValue: Int32(truncatingIfNeeded: status & 0xFF)) : .failure
        case .interrupted: isStopped(by: limits) ? .limit : .interrupted
        case .timedOut, .budgetExhausted, .outOfMemory: .limit
        case .killed(let signal): passesStatus ? .signal(signal) : .failure
        case .sessionLost: .backend
        }
    }

    /// Whether it was stopped because it wrote too much.
    func isStopped(by limits: OutputLimits) -> Bool {
        limits.stopsCell && outcome == .interrupted && !dropped.isNone
            && !Interruption.shared.isRequested
    }

    /// What to say about an end that Python itself says nothing about; nil if nothing has to be
    /// said.
    ///
    /// - Parameters:
    ///   - cell: What the cell is called.
    ///   - timeout: The time limit that was in force.
    ///   - limits: The output limits that were in force.
    ///   - isLast: Whether nothing runs after it, so that its variables don't matter.
    /// - Returns: One line, or nil.
    func complaint(
        about cell: String,
        timeout: Duration?,
        limits: OutputLimits,
        isLast: Bool = true
    ) -> String? {
        let variables = session == .kept || isLast ? "" : "; the variables are lost"
        switch outcome {
        case .ok, .raised, .exited: return nil
        case .interrupted where isStopped(by: limits):
            return
                "\(cell) was stopped because it wrote more than \(limits.text.map { "\($0)" } ?? "the limit")"
                + "; leave --stop-on-output-limit out to go on without the rest"
        case .interrupted: return "\(cell) was interrupted\(variables)"
        case .timedOut:
            let limit = timeout.map { " of \($0.shown)" } ?? ""
            return
                "\(cell) was stopped at its time limit\(limit)\(variables); give a longer --timeout"
        case .budgetExhausted: return "\(cell) was stopped at the run's budget"
        case .outOfMemory(let limit, _):
            return
                "\(cell) ran out of memory\(limit.map { ", the limit is \($0)" } ?? ""); give more --memory"
        case .killed(let signal):
            return "\(cell) ended: signal \(signal) ended its Python process\(variables)"
        case .sessionLost(let reason):
            return "\(cell) ended with its sandbox: \(reason); run it again"
        }
    }
}
