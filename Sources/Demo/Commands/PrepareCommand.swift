import NotebookModel
import SandboxCore

/// `prepare`: fetches or builds the image of a runtime.
enum PrepareCommand {
    static let syntax = CommandSyntax(
        name: "prepare",
        usage: [
            "prepare RUNTIME [--backend NAME] [--engine PROGRAM] [--build-network NAME] [--json]"
        ],
        summary: """
            Pulls or builds the image of a runtime (python, base or ml), unless it is there, and prints its
            reference. PY_IMAGE=REF has another image than python:3.11-slim beneath.
            """,
        options: [
            Option(
                "backend",
                value: "NAME",
                help: "docker-engine or docker-cli; default the first that answers"
            ),
            BackendOptions.engine,
            Option("build-network", value: "NAME", help: "network of a build, such as host"),
            Option("json", help: "print one JSON object"),
        ],
        operands: 1,
        notes:
            "Exit status: 0 the image is there; 2 the call is wrong; 3 it failed; 130 interrupted."
    )

    static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let name = arguments.operands.first else {
            throw CommandError.usage("no runtime is given; give one of python, base, ml")
        }
        let runtime = Runtime(rawValue: name)
        var options = try BackendOptions(arguments)
        guard options.catalog.entries[runtime] != nil else {
            throw CommandError.unknownRuntime(name)
        }
        if let network = arguments["build-network"] {
            guard !network.isEmpty else {
                throw CommandError.usage("--build-network is empty; give a name such as host")
            }
            options.catalog[runtime].recipe?.network = network
        }
        let chosen = options
        let printer = PreparationPrinter()
        do {
            let backend = try await Interruption.shared.cancelling {
                let backend = try await choose(chosen, for: runtime)
                try await backend.prepare(runtime) { printer.show($0, by: backend.name) }
                return backend.name
            }
            printer.finish()
            let image = chosen.catalog[runtime].image
            Console.shared.say(arguments.has("json") ? json(name, backend, image) : "\(image)\n")
            return .success
        } catch {
            printer.finish()
            guard !Interruption.shared.isRequested else { throw CommandError.interrupted }
            guard let error = error as? SandboxError else { throw error }
            var refusal = CommandError(error)
            if error.fault == nil {
                refusal.message += "; see the engine's lines above"
                let needsNetwork = chosen.catalog[runtime].recipe.map { $0.network == nil } ?? false
                if needsNetwork { refusal.message += ", or give --build-network host" }
            }
            throw refusal
        }
    }

    /// The backend that was named, or the first that answers.
    private static func choose(
        _ options: BackendOptions,
        for runtime: Runtime
    ) async throws -> any RuntimePreparing {
        var name = options.name
        if name == nil {
            let engine = options.make(.dockerEngine)
            let availability = await Patience.value { await engine.probe() }
            try Task.checkCancellation()
            name = availability?.isAvailable == true ? .dockerEngine : .dockerCLI
        }
        let backend = options.make(name ?? .dockerCLI)
        if let backend = backend as? any RuntimePreparing { return backend }
        let remedy =
            runtime == .python
            ? "for bubblewrap install python3 (apt-get install python3)"
            : "for bubblewrap run Scripts/prepare-runtime \(runtime.rawValue)"
        throw CommandError.usage("\(backend.name) uses no image; \(remedy)")
    }

    private static func json(_ runtime: String, _ backend: String, _ image: String) -> String {
        let report: JSONValue = [
            "runtime": .string(runtime), "backend": .string(backend), "image": .string(image),
        ]
        return String(decoding: report.compactBytes(), as: UTF8.self) + "\n"
    }
}
