import Foundation
import SandboxCore

/// A backend to soak.
struct Target: Sendable {
    enum Kind: String, Sendable {
        case bubblewrap, fake, podman
        case dockerCLI = "docker-cli"
        case dockerEngine = "docker-engine"
    }

    static let fake = Target(kind: .fake)

    /// The label of all containers of this run.
    static let label = "soak.run=\(getpid())"

    private static let sharedBubblewrap = BubblewrapBackend()

    let kind: Kind

    private init(kind: Kind) {
        self.kind = kind
    }

    init?(named name: String) {
        guard let kind = Kind(rawValue: name), kind != .fake else { return nil }
        self.kind = kind
    }

    var name: String { kind.rawValue }

    /// How many sessions it has at a time.
    var lanes: Int { kind == .bubblewrap ? 3 : kind == .fake ? 1 : 2 }

    /// The engine's address, as its command line takes it; nil for that which is set.
    var host: String? {
        kind == .podman ? ProcessInfo.processInfo.environment["SANDBOX_PODMAN_HOST"] : nil
    }

    var runsContainers: Bool { kind != .bubblewrap && kind != .fake }

    /// The backend for a session of that name.
    func backend(for session: String) -> any SandboxBackend {
        let image =
            ProcessInfo.processInfo.environment["SANDBOX_PYTHON_IMAGE"] ?? "python:3.11-slim"
        let catalog = RuntimeCatalog.standard(pythonImage: image)
        var options = ContainerOptions()
        options.labels = ["soak.run": "\(getpid())", "soak.session": session]
        switch kind {
        case .bubblewrap: return Self.sharedBubblewrap
        case .dockerCLI: return DockerCLIBackend(catalog: catalog, options: options)
        case .dockerEngine, .podman:
            return DockerEngineBackend(host: host, catalog: catalog, options: options)
        case .fake: return FakeBackend()
        }
    }

    /// The ids of containers with that label.
    func containers(labelled label: String) async -> [String] {
        let list = await Machine.output(
            docker + ["ps", "--all", "--quiet", "--filter", "label=\(label)"]
        )
        return list.split(separator: "\n").map(String.init)
    }

    func kill(_ container: String) async {
        _ = await Machine.output(docker + ["kill", container])
    }

    private var docker: [String] { ["docker"] + (host.map { ["--host", $0] } ?? []) }
}
