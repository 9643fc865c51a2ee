import NotebookModel
import SandboxCore

/// The options that say which backend, with which images, and how isolated.
struct BackendOptions: Sendable {
    static let backend = Option(
        "backend",
        value: "NAME",
        help: "auto, bubblewrap, docker-cli, docker-engine or fake; default auto"
    )
    static let engine = Option(
        "engine",
        value: "PROGRAM",
        help: "docker-cli with this program: podman, nerdctl; default docker"
    )
    /// What only container backends have.
    static let containers = [
        Option("image", value: "REF", help: "container image, whatever the runtime"),
        Option("network", value: "NAME", help: "a container's network; default none"),
        Option("oci-runtime", value: "NAME", help: "a container's OCI runtime, such as runsc"),
        Option("platform", value: "PLATFORM", help: "an image's platform, such as linux/arm64"),
        Option("seccomp", value: "PATH", help: "a container's seccomp profile"),
    ]

    /// The backend; nil is to be chosen.
    let name: BackendName?
    let image: String?
    /// The runtimes' images.
    var catalog: RuntimeCatalog
    let program: String
    let isolation: ContainerOptions
    /// The first option that only container backends have, if one was given.
    let containerOption: String?

    /// - Throws: ``CommandError`` for a wrong name, and for options that the backend doesn't have.
    init(_ arguments: Arguments) throws(CommandError) {
        let program = arguments["engine"]
        if let backend = arguments["backend"] {
            name = try BackendName.parse(backend)
        } else {
            name = program == nil ? nil : .dockerCLI
        }
        guard program == nil || name == .dockerCLI else {
            throw .usage("--engine is docker-cli's program; give --backend docker-cli with it")
        }
        self.program = program ?? "docker"
        containerOption = Self.containers.map(\.name).first(where: arguments.has)
        if let containerOption, let name, !name.runsImages {
            throw .usage(
                "--\(containerOption) needs a container backend, which '\(name.rawValue)' is not; give --backend docker-engine or docker-cli"
            )
        }
        for option in Self.containers + [Self.engine] where arguments[option.name] == "" {
            throw .usage("--\(option.name) is empty; give a value, or leave it out")
        }
        image = arguments["image"]
        if let image, image.hasPrefix("-") {
            throw .usage(
                "--image '\(image.escapingControls)' names no image; give one such as python:3.11-slim"
            )
        }
        catalog =
            if let image {
                RuntimeCatalog(entries: [:], fallbackImage: image)
            } else {
                try Self.standardCatalog()
            }
        var isolation = ContainerOptions()
        if let network = arguments["network"] { isolation.network = network }
        isolation.ociRuntime = arguments["oci-runtime"]
        isolation.platform = arguments["platform"]
        isolation.seccompProfile = arguments["seccomp"]
        self.isolation = isolation
        if let profile = isolation.seccompProfile { _ = try Files.read(profile) }
    }

    /// The images of `python`, `base` and `ml`, built on `PY_IMAGE` if that is set.
    private static func standardCatalog() throws(CommandError) -> RuntimeCatalog {
        let name = ExecutionVariable.pythonImage.rawValue
        guard let image = System.environment(name), !image.isEmpty else { return .standard() }
        do {
            return try ExecutionConfiguration(environment: [name: image]).catalog
        } catch {
            throw .usage("\(error)")
        }
    }

    /// The backend of that name, with these options.
    func make(_ name: BackendName) -> any SandboxBackend {
        switch name {
        case .bubblewrap: BubblewrapBackend()
        case .dockerCLI: DockerCLIBackend(program: program, catalog: catalog, options: isolation)
        case .dockerEngine: DockerEngineBackend(catalog: catalog, options: isolation)
        case .fake:
            FakeBackend { $0.on(.anything, .print("no Python here: the backend is fake\n")) }
        }
    }
}
