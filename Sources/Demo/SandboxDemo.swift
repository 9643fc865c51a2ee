import NotebookModel
import SandboxCore

/// The program: finds the command, runs it, and ends with its status.
@main
enum SandboxDemo {
    static let version = "0.1.0"

    private static let commands: [CommandSyntax] = [
        DoctorCommand.syntax, RunCommand.syntax, ReplCommand.syntax, ExecuteCommand.syntax,
        ExportCommand.syntax, PruneCommand.syntax, PrepareCommand.syntax,
    ]

    static func main() async {
        System.occupyStandardStreams()
        var exitCode: ExitCode
        do {
            exitCode = try await run(Array(CommandLine.arguments.dropFirst()))
            if exitCode == .success { try Console.shared.checkReader() }
        } catch let error as CommandError {
            if !error.isSilent { Console.shared.note(error.message) }
            exitCode = error.exitCode
        } catch {
            Console.shared.note("\(error)")
            exitCode = .backend
        }
        OutputFile.discardAll()
        // Without what runs at exit: other threads are still alive.
        System.exitNow((Interruption.shared.ending ?? exitCode).rawValue)
    }

    private static func run(_ arguments: [String]) async throws -> ExitCode {
        guard let name = arguments.first else {
            throw CommandError.usage("no command is given; see sandbox-demo --help")
        }
        switch name {
        case "--help", "-h", "help":
            Console.shared.say(help)
            return .success
        case "--version":
            Console.shared.say("sandbox-demo \(version)\n")
            return .success
        default: break
        }
        guard let syntax = commands.first(where: { $0.name == name }) else {
            let names = commands.map(\.name)
            let what = name.hasPrefix("-") ? "option" : "command"
            let near = Suggestion.nearest(
                to: name,
                in: what == "option" ? ["--help", "--version"] : names
            )
            let hint = near.map { "did you mean '\($0)'?" } ?? "see sandbox-demo --help"
            throw CommandError.usage("unknown \(what) '\(name.escapingControls)'; \(hint)")
        }
        let parsed = try Arguments(Array(arguments.dropFirst()), syntax)
        if parsed.has("help") {
            Console.shared.say(syntax.help)
            return .success
        }
        Interruption.shared.begin(isRepeatable: name == "repl")
        switch name {
        case "doctor": return try await DoctorCommand.run(parsed)
        case "run": return try await RunCommand.run(parsed)
        case "repl": return try await ReplCommand.run(parsed)
        case "execute": return try await ExecuteCommand.run(parsed)
        case "export": return try ExportCommand.run(parsed)
        case "prepare": return try await PrepareCommand.run(parsed)
        default: return try await PruneCommand.run(parsed)
        }
    }

    private static var help: String {
        var text = """
            sandbox-demo runs untrusted Python the way a notebook does, isolated.

            commands:

            """
        for command in commands {
            for line in command.usage { text += "  sandbox-demo \(line)\n" }
        }
        return text + """

            sandbox-demo COMMAND --help tells more; --version prints the version.

            """
    }
}
