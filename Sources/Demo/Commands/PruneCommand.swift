import SandboxCore

/// `prune`: what killed host programs have left.
enum PruneCommand {
    static let syntax = CommandSyntax(
        name: "prune",
        usage: ["prune [--backend NAME]"],
        summary:
            "Removes what host programs that are gone have left behind, and nothing of those that live.",
        options: [Option("backend", value: "NAME", help: "only this backend's; default all")],
        operands: 0
    )

    static func run(_ arguments: Arguments) async throws(CommandError) -> ExitCode {
        let chosen = arguments["backend"] ?? "bubblewrap"
        let backend = try BackendChoice.make(chosen == "auto" ? "bubblewrap" : chosen)
        guard let backend = backend as? BubblewrapBackend else {
            Console.shared.say(
                "nothing to remove: \(chosen.escapingControls) leaves nothing behind\n"
            )
            return .success
        }
        let names = await backend.prune()
        for name in names { Console.shared.say("removed \(name.escapingControls)\n") }
        if names.isEmpty { Console.shared.say("nothing to remove\n") }
        return .success
    }
}
