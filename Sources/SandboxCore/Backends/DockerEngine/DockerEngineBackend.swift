internal import NotebookModel
internal import SandboxHost

/// Sandboxes in containers, through the socket of a Docker Engine or of Podman.
///
/// Nothing is started on the host: a container is created, attached and started by requests, and its
/// end is told by the engine.
public struct DockerEngineBackend: SandboxBackend {
    /// `docker-engine`.
    public let name = "docker-engine"

    let catalog: RuntimeCatalog
    let locator: EngineLocator
    private let options: ContainerOptions
    private let interpreters = ImageInterpreters()

    /// Creates a backend; nothing is looked for or started yet.
    ///
    /// - Parameters:
    ///   - host: The engine's address, `unix:///PATH`, or `tcp://127.0.0.1:PORT` and other names of
    ///     this machine. Nil is `DOCKER_HOST`, or else the first that answers of the usual sockets
    ///     of Docker, Docker Desktop, Colima, Rancher Desktop, rootless Docker and Podman.
    ///   - catalog: The images of the runtimes.
    ///   - options: How containers are isolated.
    public init(
        host: String? = nil,
        catalog: RuntimeCatalog = .standard(),
        options: ContainerOptions = ContainerOptions()
    ) {
        self.catalog = catalog
        self.options = options
        locator = EngineLocator(host: host)
    }

    /// What the engine enforces.
    public func capabilities() async -> BackendCapabilities {
        let facts = try? await withClient { try await $0.facts() }
        return (facts ?? .unknown).capabilities(options)
    }

    /// Asks the engine for its version.
    public func probe() async -> BackendAvailability {
        await .of {
            try await withClient { client in
                let facts = try await client.facts()
                return ["\(facts.summary), API \(client.version.text), at \(client.address.text)"]
            }
        }
    }

    /// Whether the engine has the runtime's image, with a Python that can be used.
    public func probe(_ runtime: Runtime) async -> BackendAvailability {
        await .of(preparation: "sandbox-demo prepare \(runtime.rawValue) --backend \(name)") {
            try await withClient { client in
                let image = try await client.image(catalog[runtime].image)
                let interpreter = try await interpreter(of: image, client)
                return ["Python \(interpreter.versionText) (\(image.reference))"]
            }
        }
    }

    /// Starts a container.
    public func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection
    {
        try options.validate()
        return try await withClient { client in
            let image = try await client.image(catalog[specification.runtime].image)
            let interpreter = try await interpreter(of: image, client)
            let agent =
                options.allowsNewPrivileges ? interpreter.agent : interpreter.agent.filtering
            return try await start(image, specification, agent, client)
        }
    }

    /// Removes the containers that host programs left which are gone.
    public func prune() async throws -> [String] {
        try await withClient { client in
            let containers = try await client.containers(labelled: ContainerOwner.label)
            let leftovers = containers.filter(\.isLeftover).map(\.name)
            var failure: (any Error)?
            for name in leftovers {
                do { try await client.remove(name) } catch { failure = failure ?? error }
            }
            if let failure { throw failure }
            return leftovers.sorted()
        }
    }

    /// Runs `body` with the engine; one that is gone is looked for again the next time.
    func withClient<Value>(_ body: (EngineClient) async throws -> Value) async throws -> Value {
        do {
            return try await body(try await locator.client())
        } catch let error as SandboxError where error.code == .backendUnavailable {
            await locator.forget()
            throw error
        }
    }

    private func start(
        _ image: ContainerImage,
        _ specification: SandboxSpecification,
        _ agent: AgentProgram,
        _ client: EngineClient
    ) async throws -> DockerEngineConnection {
        if client.isPodman { try refuseWhatPodmanIgnores() }
        let settings = ContainerSettings(
            image: image.id,
            volumes: image.volumes,
            specification: specification,
            options: options,
            isPodman: client.isPodman,
            owner: .current
        )
        let id = try await create(settings, client)
        var stream: HTTPConnection?
        var removal: Task<Int?, any Error>?
        do {
            try Task.checkCancellation()
            let attached = try await client.attach(id)
            stream = attached
            let wait = Task { try await client.waitForRemoval(id) }
            removal = wait
            try await client.start(id)
            LeftoverSweep.begin(at: "\(name) \(client.address.text)") { _ = try await prune() }
            return DockerEngineConnection(
                client: client,
                id: id,
                stream: attached,
                removal: wait,
                agent: agent
            )
        } catch {
            stream?.close()
            removal?.cancel()
            await LateRemoval.begin(patience: .seconds(10)) {
                await LateRemoval.untilDone { try await client.remove(id) }
            }
            throw error
        }
    }

    private func refuseWhatPodmanIgnores() throws {
        let ignored = [
            options.ociRuntime.map { "the OCI runtime '\($0)': set it in containers.conf" },
            options.platform.map { "the platform '\($0)': give an image of that platform" },
        ]
        if let what = ignored.compactMap(\.self).first {
            throw SandboxError(
                .rejected,
                "Podman's socket ignores \(what.escapingControls), "
                    + "or use the docker-cli backend with podman",
                fault: .optionRefused
            )
        }
    }

    /// Creates the container.
    ///
    /// The request goes on if the task is cancelled or the answer takes too long: without it nobody
    /// would know what to remove.
    private func create(
        _ settings: ContainerSettings,
        _ client: EngineClient
    ) async throws -> String {
        let (answers, answer) = AsyncThrowingStream<String, any Error>.makeStream()
        let creation = Task {
            do {
                let id = try await client.create(settings)
                answer.yield(id)
                answer.finish()
                return id
            } catch {
                answer.finish(throwing: error)
                throw error
            }
        }
        let watch = Task {
            try await Reactor.shared.sleep(for: .seconds(30))
            let silence = SandboxError(
                .backendUnavailable,
                "the engine at \(client.address.text) made no container in 30 seconds: "
                    + "see whether it still runs",
                fault: .notRunning
            )
            answer.finish(throwing: silence)
        }
        defer { watch.cancel() }
        do {
            for try await id in answers { return id }
            throw CancellationError()
        } catch {
            await LateRemoval.begin {
                // The answer may never come although the container does.
                let search = Task {
                    await LateRemoval.repeatedly { try? await client.remove(settings.name) }
                }
                do {
                    let id = try await creation.value
                    search.cancel()
                    await LateRemoval.untilDone { try await client.remove(id) }
                } catch {
                    let isRefusal = (error as? SandboxError)?.fault != .notRunning
                    if isRefusal { search.cancel() }
                    await search.value
                }
            }
            throw error
        }
    }

    private func interpreter(
        of image: ContainerImage,
        _ client: EngineClient
    ) async throws -> PythonInterpreter {
        try await interpreters.interpreter(of: image) { [self] arguments in
            let specification = SandboxSpecification(limits: .probing, pythonArguments: arguments)
            return try await start(image, specification, .source, client)
        }
    }
}

extension SandboxBackend where Self == DockerEngineBackend {
    /// Sandboxes in containers, through an engine's socket.
    ///
    /// - Parameter host: The engine's address; nil is `DOCKER_HOST`, or else a usual socket.
    /// - Returns: The backend.
    public static func dockerEngine(host: String? = nil) -> DockerEngineBackend {
        DockerEngineBackend(host: host)
    }
}
