internal import NotebookModel
internal import SandboxHost

extension EngineClient {
    /// Makes a container, and gives its id.
    func create(_ settings: ContainerSettings) async throws -> String {
        var query = [("name", settings.name)]
        if let platform = settings.options.platform { query.append(("platform", platform)) }
        var request = EngineRequest.post("/containers/create", query, try settings.createBody())
        request.patience = .seconds(600)  // who waits gives up before
        let answer = try await call(request, about: settings.image)
        guard let id = answer["Id"]?.stringValue, id.isHexadecimal else {
            // One that can't be known but by its name, which it may have got.
            throw SandboxError(
                .startFailed,
                "the engine at \(address.text) made a container and gave no id: see whether it is "
                    + "Docker or Podman",
                fault: .notRunning
            )
        }
        return id
    }

    /// Its input and output, as one stream in both directions.
    func attach(_ id: String) async throws -> HTTPConnection {
        let query = [("stream", "1"), ("stdin", "1"), ("stdout", "1"), ("stderr", "1")]
        return try await upgrade(.post("/containers/\(id)/attach", query))
    }

    func start(_ id: String) async throws {
        try await call(.post("/containers/\(id)/start"))
    }

    /// Waits until it has ended and is removed.
    ///
    /// - Returns: Its exit status, or nil if the engine doesn't know it.
    func waitForRemoval(_ id: String) async throws -> Int? {
        guard isPodman else { return try await wait(for: "removed", of: id) }
        // Podman tells 0 with the removal, whatever the status was.
        let status = try await wait(for: "next-exit", of: id)
        _ = try await wait(for: "removed", of: id)
        return status
    }

    private func wait(for condition: String, of id: String) async throws -> Int? {
        var request = EngineRequest.post("/containers/\(id)/wait", [("condition", condition)])
        request.patience = nil
        request.accepts = isPodman ? [404] : []
        return try await call(request)["StatusCode"]?.intValue
    }

    /// Kills it and removes it; one that is gone or about to go is fine.
    func remove(_ id: String) async throws {
        var request = EngineRequest.delete("/containers/\(id)", [("force", "1"), ("v", "1")])
        request.accepts = [404, 409]
        try await PersistentRemoval.of { try await call(request) }
    }

    /// The containers with that label, whatever their state.
    func containers(labelled label: String) async throws -> [ListedContainer] {
        let filters: JSONValue = ["label": .array([.string(label)])]
        let query = [
            ("all", "1"), ("filters", String(decoding: filters.compactBytes(), as: UTF8.self)),
        ]
        guard let list = try await call(.get("/containers/json", query)).arrayValue else {
            throw SandboxError(
                .backendUnavailable,
                "the engine at \(address.text) gave no list of its containers: see whether it is "
                    + "Docker or Podman"
            )
        }
        return list.compactMap { entry in
            guard let name = entry["Names"]?.arrayValue?.first?.stringValue,
                let owner = entry["Labels"]?[label]?.stringValue
            else { return nil }
            return ListedContainer(name: name, label: owner)
        }
    }
}

extension String {
    fileprivate var isHexadecimal: Bool {
        !isEmpty && utf8.count <= 128 && allSatisfy(\.isHexDigit)
    }
}
