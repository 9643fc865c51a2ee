import NotebookModel
import SandboxCore

/// `execute`: one JSON request, one JSON response.
enum ExecuteCommand {
    static let syntax = CommandSyntax(
        name: "execute",
        usage: ["execute [--backend NAME] [options]"],
        summary: """
            Reads a JSON request {"code", "files": [{"name", "data"}], "runtime", "mem", "cpu"} from standard
            input, runs it in a sandbox of its own, and writes a JSON response {"output", "error", "images"}.
            """,
        options: [BackendOptions.backend, SessionOptions.secret, BackendOptions.engine]
            + BackendOptions.containers,
        operands: 0,
        notes: """
            Environment: \(ExecutionVariable.allCases.map(\.rawValue).joined(separator: ", ")).

            Exit status: 0 a response is written, whatever became of the code; 2 the call, the environment or
            the request can't be read; 3 no backend, or it failed; 130 interrupted.
            """
    )

    static func run(_ arguments: Arguments) async throws -> ExitCode {
        let options = try BackendOptions(arguments)
        let secrets = try SessionOptions.secrets(arguments.all("secret"))
        let configuration: ExecutionConfiguration
        let request: ExecutionRequest
        do {
            configuration = try ExecutionConfiguration(environment: environment)
            request = try ExecutionRequest(json: Files.read("-"))
        } catch let error as SandboxError {
            throw CommandError(error)
        }
        let response = try await Interruption.shared.cancelling {
            let choice = try await BackendChoice(options, for: request.runtime().value)
            try Task.checkCancellation()
            choice.announce()
            return try await respond(to: request, secrets, on: choice, configuration)
        }
        guard !Interruption.shared.isRequested else { throw CommandError.interrupted }
        Console.shared.write(response.jsonBytes + [UInt8(ascii: "\n")], to: System.output)
        return .success
    }

    /// A request that is refused gets a response that says why.
    private static func respond(
        to request: ExecutionRequest,
        _ secrets: [String: Secret],
        on choice: BackendChoice,
        _ configuration: ExecutionConfiguration
    ) async throws -> ExecutionResponse {
        let executor = try PythonExecutor(on: choice.backend, configuration: configuration)
        do {
            return try await executor.execute(request, secrets: secrets).response
        } catch let error as SandboxError {
            guard [.rejected, .quotaExceeded].contains(error.code) else {
                let choosesRuntime = request.runtime != nil || choice.usesImage
                throw CommandError(error, choosesRuntime: choosesRuntime)
            }
            return ExecutionResponse(refusing: error)
        }
    }

    private static var environment: [String: String] {
        var values: [String: String] = [:]
        for name in ExecutionVariable.allCases.map(\.rawValue) {
            values[name] = System.environment(name)
        }
        return values
    }
}
