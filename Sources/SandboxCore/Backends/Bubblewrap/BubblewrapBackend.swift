internal import SandboxHost

/// Sandboxes by bubblewrap: Linux namespaces, no daemon, ready in some 15 ms.
///
/// Every namespace is unshared, nested user namespaces are disabled, a system call filter is on,
/// all that can be written is memory of a set size, the host's `/usr` and the interpreter's
/// directories are read-only, and nothing else of the host is there. A host program that runs as
/// root gives each sandbox a user id of its own first. Limits are enforced by what the machine
/// allows: ``capabilities()`` tells.
public struct BubblewrapBackend: SandboxBackend {
    /// `bubblewrap`.
    public let name = "bubblewrap"

    /// What a sandbox reaches.
    public enum Network: Sendable {
        /// Nothing but its own loopback.
        case none
        /// All that the host reaches, also what listens on the host itself: for what you trust,
        /// such as the download of packages (``PackageSource``).
        case host
    }

    private let setup: BubblewrapSetup
    private let network: Network

    /// Creates a backend; nothing is looked for or started yet.
    ///
    /// - Parameters:
    ///   - program: The path of `bwrap`; nil looks in the search path.
    ///   - interpreters: The Python interpreters of runtimes, by absolute path, anywhere on the
    ///     host. For ``Runtime/python`` the default is the first `python3` in the search path that
    ///     works, for others the environment of that name.
    ///   - environments: The directory of environments made by `Scripts/prepare-runtime`; nil is
    ///     the cache directory's.
    ///   - network: What a sandbox reaches. Default nothing.
    public init(
        program: String? = nil,
        interpreters: [Runtime: String] = [:],
        environments: String? = nil,
        network: Network = .none
    ) {
        self.network = network
        let directory = environments ?? ProbeCache.standardDirectory + "/runtimes"
        setup = BubblewrapSetup(
            program: program,
            catalog: InterpreterCatalog(
                chosen: interpreters,
                environments: directory,
                cache: .standard
            )
        )
    }

    /// What this machine allows.
    public func capabilities() async -> BackendCapabilities {
        var capabilities = await setup.findEnforcer().capabilities(
            hostUser: setup.dropsUser
                ? .ownForEachSandbox : HostIdentity.isRoot ? .root : .hostProgram
        )
        capabilities.isolatesNetwork = network == .none
        return capabilities
    }

    /// Starts a sandbox that does nothing, to see whether the kernel lets it.
    public func probe() async -> BackendAvailability {
        #if os(Linux)
        do {
            let program = try await setup.findProgram()
            let interpreter = try await setup.interpreter(for: .python)
            let specification = SandboxSpecification(pythonArguments: ["-I", "-S", "-c", ""])
            let connection = try await start(specification)
            // Also if the task is cancelled the sandbox must be ended.
            while let chunk = try? await connection.receive(), !chunk.isEmpty {}
            let end = await connection.terminate()
            guard end.cause == .exited(0) else {
                return .unavailable(
                    reason: "a sandbox can't be started: \(end.diagnostics)",
                    remedy: Self.remedy(for: end.diagnostics)
                )
            }
            return .available(details: [
                "bubblewrap \(program.versionText) (\(program.path))",
                "Python \(interpreter.versionText) (\(interpreter.executable))",
            ])
        } catch let error as SandboxError {
            return .unavailable(reason: error.description, remedy: Self.remedy(for: error.message))
        } catch {
            return .unavailable(reason: "\(error)", remedy: "see the message")
        }
        #else
        return .unavailable(
            reason: "bubblewrap needs Linux's namespaces",
            remedy: "use Docker on this system"
        )
        #endif
    }

    /// Whether a runtime can be used: its interpreter's version and path, or why not.
    public func probe(_ runtime: Runtime) async -> BackendAvailability {
        do {
            let interpreter = try await setup.interpreter(for: runtime)
            return .available(details: [
                "Python \(interpreter.versionText) (\(interpreter.executable))"
            ])
        } catch {
            return .unavailable(
                reason: "\(error)",
                remedy: "Scripts/prepare-runtime \(runtime.rawValue)"
            )
        }
    }

    /// Starts a sandbox.
    public func launch(_ specification: SandboxSpecification) async throws -> any SandboxConnection
    {
        let connection = try await start(specification)
        LeftoverSweep.begin(at: name) { _ = await prune() }
        return connection
    }

    private func start(
        _ specification: SandboxSpecification
    ) async throws -> BubblewrapConnection {
        guard let calls = SystemCallTable.current else {
            throw SandboxError(
                .backendUnavailable,
                "bubblewrap has no system call filter for this processor: x86_64 and arm64 are supported"
            )
        }
        let program = try await setup.findProgram()
        let interpreter = try await setup.interpreter(for: specification.runtime)
        let enforcer = await setup.findEnforcer()
        let lease = setup.dropsUser ? try UserLease.take() : nil
        var cgroup: SandboxCgroup?
        do {
            let binding = try InterpreterBinding(interpreter, forOtherUser: lease != nil)
            if case .cgroup(let hierarchy) = enforcer {
                cgroup = try SandboxCgroup(in: hierarchy, limits: specification.limits)
            }
            let arguments = BubblewrapArguments(
                interpreter: interpreter.executable,
                pythonArguments: specification.pythonArguments,
                prefixes: binding.bindings,
                rootLinks: HostRoot.links,
                disk: specification.limits.disk,
                disablesUserNamespaces: program.disablesUserNamespaces,
                sharesNetwork: network == .host
            )
            var command = ProcessCommand(program.path, arguments.arguments)
            if case .systemd(let runner) = enforcer {
                let options = LimitEnforcer.scopeOptions(specification.limits)
                command = ProcessCommand(
                    runner,
                    options + ["--", program.path] + arguments.arguments
                )
                command.environment = HostProgram.userEnvironment
            }
            command.files = arguments.files(filter: SeccompFilter(calls))
            command.reports = true
            command.cgroupFiles = cgroup?.entrances ?? []
            command.mounts = binding.mounts
            command.limits = enforcer.processLimits(specification.limits)
            command.user = lease?.user
            let process = try await HostProcess.launch(command)
            return BubblewrapConnection(
                process: process,
                cgroup: cgroup,
                lease: lease,
                agent: interpreter.agent
            )
        } catch {
            await cgroup?.remove()
            lease?.release()
            if error is SandboxError { throw error }
            throw SandboxError(.startFailed, "bubblewrap could not be started", cause: error)
        }
    }

    /// Removes what host programs that were killed have left: control groups.
    ///
    /// Sandboxes themselves end with their host.
    ///
    /// - Returns: The names of what was removed.
    public func prune() async -> [String] {
        if setup.dropsUser { UserLease.prune() }
        guard let hierarchy = CgroupHierarchy.find() else { return [] }
        return await SandboxCgroup.prune(hierarchy)
    }

    /// What helps against a message of bubblewrap or of ours.
    private static func remedy(for message: String) -> String {
        if message.contains("namespace") || message.contains("uid map") {
            return
                "allow user namespaces: sysctl -w user.max_user_namespaces=10000, and where they exist "
                + "kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0"
        }
        if message.contains("python") { return "apt-get install python3" }
        return "apt-get install bubblewrap"
    }
}

extension SandboxBackend where Self == BubblewrapBackend {
    /// Sandboxes by bubblewrap.
    ///
    /// - Parameter interpreters: The Python interpreters of runtimes, by absolute path.
    /// - Returns: The backend.
    public static func bubblewrap(interpreters: [Runtime: String] = [:]) -> BubblewrapBackend {
        BubblewrapBackend(interpreters: interpreters)
    }
}
