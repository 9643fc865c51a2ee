import NotebookModel
import SandboxCore

/// A backend of this build, as `--backend` names it.
enum BackendName: String, CaseIterable, Sendable {
    case bubblewrap
    case dockerCLI = "docker-cli"
    case dockerEngine = "docker-engine"
    case fake

    /// Those that run Python.
    static let real: [BackendName] = [.bubblewrap, .dockerCLI, .dockerEngine]

    /// Whether it runs images.
    var runsImages: Bool { self == .dockerCLI || self == .dockerEngine }

    /// Reads a name.
    ///
    /// - Returns: The backend; nil for `auto`.
    /// - Throws: ``CommandError`` for a name that is unknown, or whose backend is not part of this
    ///   build.
    static func parse(_ text: String) throws(CommandError) -> BackendName? {
        if text == "auto" { return nil }
        if let name = BackendName(rawValue: text) { return name }
        if text == "kubernetes" {
            throw CommandError(
                .backend,
                "the backend 'kubernetes' is not part of this build; use --backend docker-engine or bubblewrap"
            )
        }
        let names = ["auto"] + allCases.map(\.rawValue) + ["kubernetes"]
        let near = Suggestion.nearest(to: text, in: names).map { "did you mean '\($0)'?" }
        throw .usage(
            "unknown backend '\(text.escapingControls)'; \(near ?? "give one of \(names.joined(separator: ", "))")"
        )
    }
}
