internal import NotebookModel
internal import SandboxHost

extension EngineClient {
    /// Asks the engine at an address which versions it speaks.
    static func negotiate(
        at address: SocketAddress,
        patience: Duration = .seconds(30)
    ) async throws -> EngineClient {
        let asking = EngineClient(address: address, version: oldest, isPodman: false)
        var request = EngineRequest.get("/version")
        request.isVersioned = false
        request.patience = patience
        let said = try await asking.call(request)
        guard let offered = said["ApiVersion"]?.stringValue.flatMap({ EngineVersion($0) }) else {
            throw SandboxError(
                .backendUnavailable,
                "what answers at \(address.text) is no container engine: give another address",
                fault: .notRunning
            )
        }
        let minimum = said["MinAPIVersion"]?.stringValue.flatMap { EngineVersion($0) }
        let least = minimum ?? min(oldest, offered)
        guard offered >= oldest, least <= newest else {
            let isOld = offered < oldest
            throw SandboxError(
                .backendUnavailable,
                "the engine at \(address.text) speaks versions \(least.text) to \(offered.text) of the "
                    + "API, and \(oldest.text) to \(newest.text) are spoken here: "
                    + (isOld
                        ? "use Docker Engine 20.10 or Podman 4, or later"
                        : "use the docker-cli backend, or a newer version of this library"),
                fault: isOld ? .engineTooOld : nil
            )
        }
        let components = said["Components"]?.arrayValue ?? []
        return EngineClient(
            address: address,
            version: min(offered, newest),
            isPodman: components.contains { $0["Name"]?.stringValue == "Podman Engine" }
        )
    }

    func facts(patience: Duration = .seconds(30)) async throws -> EngineFacts {
        var request = EngineRequest.get("/info")
        request.patience = patience
        var facts = EngineFacts(try await call(request))
        if isPodman { facts.product = EngineFacts.podman }
        return facts
    }

    /// Whether the last that the engine saw of a kill in that container was one for lack of memory.
    func ranOutOfMemory(container: String) async -> Bool {
        let filters: JSONValue = [
            "container": .array([.string(container)]), "event": ["oom", "kill"],
        ]
        var isOutOfMemory = false
        // It is asked for what it remembers, by its own clock: up to the time of its last answer.
        let query = [
            ("since", "0"), ("until", await clock()),
            ("filters", String(decoding: filters.compactBytes(), as: UTF8.self)),
        ]
        // Some keep the answer open.
        var request = EngineRequest.get("/events", query)
        request.patience = .seconds(10)
        try? await lines(request) {
            isOutOfMemory = EngineEvent.isOutOfMemory($0)
        }
        return isOutOfMemory
    }

    /// The engine's time, in seconds since 1970.
    private func clock() async -> String {
        let time = try? await call(.get("/info"))["SystemTime"]?.stringValue
        return time ?? "0"
    }
}

extension SocketAddress {
    var text: String {
        switch self {
        case .unix(let path): "unix://\(path.escapingControls)"
        case .tcp: "tcp://\(description.escapingControls)"
        }
    }
}

extension EngineComplaint {
    /// The error of a connection that was refused.
    static func unreachable(_ address: SocketAddress, _ error: SystemError) -> SandboxError {
        switch error.kind {
        case .notFound:
            SandboxError(
                .backendUnavailable,
                "there is no engine at \(address.text): install Docker (apt-get install docker.io), "
                    + "start it, or set DOCKER_HOST",
                fault: .notInstalled
            )
        case .permissionDenied:
            SandboxError(
                .backendUnavailable,
                "this user may not talk to the engine at \(address.text): add the user to the engine's "
                    + "group (usermod -aG docker USER), or use a rootless engine",
                fault: .permissionDenied
            )
        case .tooManyFiles:
            SandboxError(
                .backendUnavailable,
                "no connection to the engine at \(address.text): this program has too many files open; "
                    + "let it have more (ulimit -n), or fewer sessions at once",
                fault: .notRunning,
                cause: error
            )
        case .refused, .timedOut, .other:
            SandboxError(
                .backendUnavailable,
                "no engine answers at \(address.text): start it (systemctl start docker, or Docker "
                    + "Desktop)",
                fault: .notRunning,
                cause: error
            )
        }
    }
}
