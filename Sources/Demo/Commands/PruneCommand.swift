import NotebookModel
import SandboxCore

/// `prune`: what killed host programs have left.
enum PruneCommand {
    static let syntax = CommandSyntax(
        name: "prune",
        usage: ["prune [--backend NAME] [--engine PROGRAM]"],
        summary:
            "Removes what host programs that are gone have left behind, and nothing of those that live.",
        options: [
            Option("backend", value: "NAME", help: "only this backend's; default all"),
            BackendOptions.engine,
        ],
        operands: 0
    )

    static func run(_ arguments: Arguments) async throws -> ExitCode {
        let options = try BackendOptions(arguments)
        let names = try await Interruption.shared.cancelling {
            var names: [String] = []
            // One after the other: two of them may lead to one engine.
            for backend in (options.name.map { [$0] } ?? BackendName.real).map(options.make) {
                names += try await prune(backend, isChosen: options.name != nil)
            }
            return names
        }
        if names.isEmpty { Console.shared.say("nothing to remove\n") }
        return .success
    }

    /// - Returns: The names of what was removed, which are printed already.
    private static func prune(
        _ backend: any SandboxBackend,
        isChosen: Bool
    ) async throws -> [String] {
        let availability = await Patience.value { await backend.probe() }
        guard !Task.isCancelled else { throw CommandError.interrupted }
        guard availability?.isAvailable == true else {
            if isChosen { throw CommandError.unavailable(backend.name, availability) }
            return []
        }
        do {
            let names = try await backend.prune()
            for name in names { Console.shared.say("removed \(name.escapingControls)\n") }
            return names
        } catch {
            guard !Interruption.shared.isRequested else { throw CommandError.interrupted }
            throw (error as? SandboxError).map { CommandError($0) } ?? error
        }
    }
}
