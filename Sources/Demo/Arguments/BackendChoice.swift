import NotebookModel
import SandboxCore

/// A backend for a session, and why it is this one.
struct BackendChoice: Sendable {
    let backend: any SandboxBackend
    /// Why, if that was left to the program.
    let reason: String?
    private let options: BackendOptions

    /// Chooses: the backend that was named, or Docker Engine if it answers and has the runtime's
    /// image, or else bubblewrap.
    ///
    /// - Throws: ``CommandError`` if the backend has no such runtime.
    init(_ options: BackendOptions, for runtime: Runtime) async throws(CommandError) {
        self.options = options
        let isKnown = options.image != nil || options.catalog.entries[runtime] != nil
        if options.name?.runsImages ?? (options.containerOption != nil), !isKnown {
            throw .unknownRuntime(runtime.rawValue, hint: "or an --image")
        }
        if let name = options.name {
            (backend, reason) = (options.make(name), nil)
        } else if let option = options.containerOption {
            backend = options.make(.dockerEngine)
            reason = "--\(option) needs a container backend"
        } else if !isKnown {
            backend = options.make(.bubblewrap)
            reason = "docker-engine has no runtime '\(runtime.rawValue)'"
        } else {
            let engine = options.make(.dockerEngine)
            switch await Patience.value(of: { await engine.probe(runtime) }) {
            case .available(let details):
                backend = engine
                reason = "it has \(details.joined(separator: ", "))"
            case .unavailable(let why, _):
                backend = options.make(.bubblewrap)
                reason = why
            case nil:
                backend = options.make(.bubblewrap)
                reason = "docker-engine gave no answer for \(Patience.limit.shown)"
            }
        }
    }

    /// Whether an image is wanted, whatever the backend has.
    var usesImage: Bool { options.name?.runsImages == true || options.containerOption != nil }

    /// Says which backend it is and why, if that was left to the program.
    func announce() {
        if let reason { Console.shared.note("using \(backend.name): \(reason)") }
    }

    /// Starts a session.
    ///
    /// - Parameters:
    ///   - configuration: What the session is.
    ///   - choosesRuntime: Whether the runtime or the image was asked for by name.
    /// - Returns: The session, which the caller must close.
    /// - Throws: ``CommandError`` for what the library refused, and whatever else it throws.
    func start(
        _ configuration: SessionConfiguration,
        choosesRuntime: Bool
    ) async throws -> PythonSession {
        do {
            return try await backend.makePythonSession(configuration)
        } catch let error as SandboxError {
            var refusal = CommandError(error, choosesRuntime: choosesRuntime || usesImage)
            guard let reason, error.code != .rejected else { throw refusal }
            if options.containerOption == nil {
                refusal.message += " (\(backend.name) was chosen: \(reason))"
            } else {
                refusal.message = "\(reason): \(refusal.message)"
                if error.code == .backendUnavailable { refusal.exitCode = .usage }
            }
            throw refusal
        }
    }
}

extension CommandError {
    /// A name that no runtime with an image has.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - hint: What could be given instead, beside a runtime.
    /// - Returns: The error.
    static func unknownRuntime(_ name: String, hint: String? = nil) -> CommandError {
        let names = [Runtime.python, .base, .ml].map(\.rawValue)
        let near = Suggestion.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
        let list = "give one of \(names.joined(separator: ", "))" + (hint.map { ", \($0)" } ?? "")
        return .usage(
            "there is no image for the runtime '\(name.escapingControls)'; \(near ?? list)"
        )
    }
}
