internal import NotebookModel
internal import SandboxHost

/// Sandboxes in containers, through an engine's command line: `docker`, `podman` or `nerdctl`.
///
/// It needs no more than a command line that works: contexts, remote engines and `DOCKER_HOST` are
/// left to it. ``DockerEngineBackend`` is faster where the engine's socket can be reached. It is tested
/// with `docker` and `podman`; `nerdctl` has to be one that knows `--no-healthcheck` and
/// `--log-driver none`, or gets another ``ContainerOptions/logDriver``.
public struct DockerCLIBackend: SandboxBackend {
    /// `docker-cli`.
    public let name = "docker-cli"

    let program: ContainerProgram
    let catalog: RuntimeCatalog
    private let options: ContainerOptions
    private let interpreters = ImageInterpreters()
    private let product = EngineProduct()
    private let images = KnownImages()

    /// Creates a backend; nothing is looked for or started yet.
    ///
    /// - Parameters:
    ///   - program: The command line's name or path.
    ///   - environment: Variables for it, on top of this program's.
    ///   - catalog: The images of the runtimes.
    ///   - options: How containers are isolated.
    public init(
        program: String = "docker",
        environment: [String: String] = [:],
        catalog: RuntimeCatalog = .standard(),
        options: ContainerOptions = ContainerOptions()
    ) {
        self.program = ContainerProgram(name: program, environment: environment)
        self.catalog = catalog
        self.options = options
    }

    /// What the engine enforces.
    public func capabilities() async -> BackendCapabilities {
        await ((try? program.facts()) ?? .unknown).capabilities(options)
    }

    /// Asks the engine for its version.
    public func probe() async -> BackendAvailability {
        await .of {
            let facts = try await program.facts()
            let command = try program.command([])
            return ["\(facts.summary), through \(command.executable)"]
        }
    }

    /// Whether the engine has the runtime's image, with a Python that can be used.
    public func probe(_ runtime: Runtime) async -> BackendAvailability {
        let engine = program.name == "docker" ? "" : " --engine \(program.name)"
        let preparation = "sandbox-demo prepare \(runtime.rawValue) --backend \(name)\(engine)"
        return await .of(preparation: preparation) {
            let image = try await image(catalog[runtime].image)
            let interpreter = try await interpreter(of: image)
            return ["Python \(interpreter.versionText) (\(image.reference))"]
        }
    }

    /// Starts a container.
    public func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection
    {
        try options.validate()
        let reference = catalog[specification.runtime].image
        guard let known = await images[reference] else {
            let image = try await image(reference)
            let agent = try await agent(of: image)
            return try await start(image, specification).connection(with: agent)
        }
        // Side by side: the program takes its time to start the container.
        async let started = start(known, specification)
        do {
            let image = try await image(reference)
            let agent = try await agent(of: image)
            let container = try await started.connection(with: agent)
            if image == known { return container }
            // The reference has come to mean another image.
            _ = await container.terminate()
            return try await start(image, specification).connection(with: agent)
        } catch {
            let abandoned = try? await started
            _ = await abandoned?.connection(with: .source).terminate()
            throw error
        }
    }

    /// Removes the containers that host programs left which are gone.
    public func prune() async throws -> [String] {
        let label = ContainerOwner.label
        let ids = try await program.output(
            of: ["ps", "--all", "--no-trunc", "--quiet", "--filter", "label=\(label)"]
        ).split(separator: "\n").map(String.init)
        guard !ids.isEmpty else { return [] }
        // Not by the format of `ps`: Podman's has no single labels.
        let described = try await program.output(
            of: [
                "container", "inspect", "--format",
                "{{.Name}}\t{{index .Config.Labels \"\(label)\"}}",
            ],
            aboutContainers: ids
        )
        let containers = described.split(separator: "\n").compactMap { line -> ListedContainer? in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return fields.count == 2 ? ListedContainer(name: fields[0], label: fields[1]) : nil
        }
        let leftovers = containers.filter(\.isLeftover).map(\.name)
        guard !leftovers.isEmpty else { return [] }
        try await PersistentRemoval.of {
            _ = try await program.output(
                of: ["rm", "--force", "--volumes"],
                aboutContainers: leftovers
            )
        }
        return leftovers.sorted()
    }

    private struct Started: Sendable {
        let process: HostProcess
        let program: ContainerProgram
        let settings: ContainerSettings

        func connection(with agent: AgentProgram) -> DockerCLIConnection {
            DockerCLIConnection(
                process: process,
                program: program,
                settings: settings,
                agent: agent
            )
        }
    }

    private func start(
        _ image: ContainerImage,
        _ specification: SandboxSpecification
    ) async throws -> Started {
        let settings = ContainerSettings(
            image: image.reference,
            volumes: image.volumes,
            specification: specification,
            options: options,
            isPodman: try await product.isPodman { try await program.facts() },
            owner: .current
        )
        let command = try program.command(settings.runArguments)
        let process = try await program.launch(command)
        LeftoverSweep.begin(at: "\(name) \(program.place)") { _ = try await prune() }
        return Started(process: process, program: program, settings: settings)
    }

    func image(_ reference: String) async throws -> ContainerImage {
        try ImageReference.check(reference)
        let said = try await program.output(
            of: ["image", "inspect", "--format", "{{.Id}} {{json .Config.Volumes}}", reference],
            about: reference
        )
        let parts = said.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let volumes = try? JSONValue(parsing: Array(parts[1].utf8)) else {
            throw SandboxError(
                .backendUnavailable,
                "'\(program.name.escapingControls) image inspect' gave no description of "
                    + "'\(reference)': \(ContainerProgram.remedy)"
            )
        }
        let image = try ContainerImage(id: parts[0], reference: reference, volumes: volumes)
        await images.keep(image)
        return image
    }

    private func agent(of image: ContainerImage) async throws -> AgentProgram {
        let agent = try await interpreter(of: image).agent
        return options.allowsNewPrivileges ? agent : agent.filtering
    }

    private func interpreter(of image: ContainerImage) async throws -> PythonInterpreter {
        try await interpreters.interpreter(of: image) { [self] arguments in
            let specification = SandboxSpecification(
                limits: .probing,
                pythonArguments: arguments
            )
            return try await start(image, specification).connection(with: .source)
        }
    }
}

extension SandboxBackend where Self == DockerCLIBackend {
    /// Sandboxes in containers, through `docker` or another command line like it.
    ///
    /// - Parameter program: The command line's name or path.
    /// - Returns: The backend.
    public static func dockerCLI(program: String = "docker") -> DockerCLIBackend {
        DockerCLIBackend(program: program)
    }
}
