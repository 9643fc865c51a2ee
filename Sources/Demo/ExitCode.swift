import SandboxCore

/// The program's exit status.
struct ExitCode: RawRepresentable, Hashable, Sendable {
    let rawValue: Int32

    /// Everything ran.
    static let success = ExitCode(rawValue: 0)
    /// A cell raised an exception.
    static let failure = ExitCode(rawValue: 1)
    /// The call was wrong, or its input could not be read.
    static let usage = ExitCode(rawValue: 2)
    /// There is no backend, or it failed.
    static let backend = ExitCode(rawValue: 3)
    /// A limit ended it.
    static let limit = ExitCode(rawValue: 4)
    /// Ctrl-C, or the request to end that came instead.
    static var interrupted: ExitCode {
        .signal(Int(Interruption.shared.signal ?? Signals.interrupt))
    }

    /// By a signal, or another program's view of it.
    static func signal(_ number: Int) -> ExitCode { ExitCode(rawValue: Int32(128 + number)) }
}

/// Why a command ends without having done what it was asked to.
struct CommandError: Error, Equatable, Sendable {
    var exitCode: ExitCode
    /// What happened, and what to do: one line.
    var message: String
    /// The library's name for it, if the library said it.
    var code: String?

    init(_ exitCode: ExitCode, _ message: String, code: String? = nil) {
        self.exitCode = exitCode
        self.message = message
        self.code = code
    }

    static func usage(_ message: String) -> CommandError { CommandError(.usage, message) }

    /// Standard output has just failed.
    static var lostOutput: CommandError {
        if System.isBrokenPipe { return CommandError(.signal(13), "nobody reads the output") }
        return .usage(
            "standard output can't be written: \(System.lastError); make room or give another place"
        )
    }

    /// Whether it needs no message: nobody reads any more, who may have had enough.
    var isSilent: Bool { exitCode == .signal(13) }

    /// After Ctrl-C or a request to end.
    static var interrupted: CommandError { CommandError(.interrupted, "interrupted") }

    /// A backend that was asked for can't be used; nil is one that gave no answer.
    static func unavailable(
        _ backend: String,
        _ availability: BackendAvailability?
    ) -> CommandError {
        guard case .unavailable(let reason, let remedy) = availability else {
            return CommandError(
                .backend,
                "\(backend) gave no answer for \(Patience.limit.shown); try again, and restart an engine that hangs"
            )
        }
        return CommandError(
            .backend,
            "\(backend) is not available: \(reason); what helps: \(remedy)"
        )
    }

    /// What the library refused or could not do.
    ///
    /// - Parameters:
    ///   - error: What it threw.
    ///   - choosesRuntime: Whether the runtime or its image was asked for by name.
    init(_ error: SandboxError, choosesRuntime: Bool = false) {
        switch error.code {
        case .rejected, .notAFile, .fileExists: exitCode = .usage
        case .runtimeUnavailable: exitCode = choosesRuntime ? .usage : .backend
        case .quotaExceeded: exitCode = .limit
        case .fileNotFound, .transferFailed: exitCode = .failure
        default: exitCode = .backend
        }
        message = error.description
        code = error.code.description
    }
}
