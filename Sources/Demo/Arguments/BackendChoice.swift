import SandboxCore

/// The backends of this build, by name.
enum BackendChoice {
    private static let containers = ["docker-cli", "docker-engine", "kubernetes"]

    /// Finds a backend.
    ///
    /// - Throws: ``CommandError`` for a name that is unknown, or whose backend is not part of this
    ///   build.
    static func make(_ name: String) throws(CommandError) -> any SandboxBackend {
        switch name {
        case "auto":
            if Console.shared.errorIsTerminal {
                Console.shared.note("using bubblewrap, the only real backend of this build")
            }
            return BubblewrapBackend()
        case "bubblewrap": return BubblewrapBackend()
        case "fake":
            return FakeBackend { $0.on(.anything, .print("no Python here: the backend is fake\n")) }
        case _ where containers.contains(name):
            throw CommandError(
                .backend,
                "the backend '\(name)' is not part of this build; use --backend bubblewrap"
            )
        default:
            let names = ["auto", "bubblewrap", "fake"] + containers
            let near = Suggestion.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
            throw .usage(
                "unknown backend '\(name.escapingControls)'; \(near ?? "give one of \(names.joined(separator: ", "))")"
            )
        }
    }
}
