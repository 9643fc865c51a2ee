import SandboxHost
import Testing

/// The container backends that `SANDBOX_TEST_BACKENDS` names, whose engines are there.
enum ContainerBackend: String, CaseIterable, CustomTestStringConvertible {
    case dockerCLI = "docker-cli"
    case dockerEngine = "docker-engine"
    /// `docker-engine` before Podman's service.
    case podman

    static let underTest: [ContainerBackend] = {
        let names = HostIdentity.environment("SANDBOX_TEST_BACKENDS") ?? ""
        return names.split(separator: " ").compactMap { ContainerBackend(rawValue: String($0)) }
    }()

    /// The image that stands for Python's own.
    static let image = HostIdentity.environment("SANDBOX_PYTHON_IMAGE") ?? "python:3.11-slim"

    var name: String { self == .podman ? ContainerBackend.dockerEngine.rawValue : rawValue }

    var testDescription: String { rawValue }

    /// Runs the program with this backend's engine within reach.
    ///
    /// - Parameters:
    ///   - arguments: The command and its options; the backend is not among them.
    ///   - input: What its standard input says.
    ///   - isNamed: Whether the backend is named in the call.
    /// - Returns: How it ended.
    /// - Throws: What prevented the run.
    func run(
        _ arguments: String...,
        input: String = "",
        isNamed: Bool = true
    ) async throws -> Demo.Ending {
        let options = isNamed ? ["--backend", name] : []
        return try await Demo.run(
            arguments + options,
            input: Array(input.utf8),
            environment: environment
        )
    }

    private var environment: [String: String] {
        var environment = ["PY_IMAGE": Self.image]
        for name in ["DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG"] {
            environment[name] = HostIdentity.environment(name)
        }
        if self == .podman {
            environment["DOCKER_HOST"] = HostIdentity.environment("SANDBOX_PODMAN_HOST")
        }
        return environment
    }
}
