internal import NotebookModel

extension EngineClient {
    /// Finds an image that the engine has.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Fault/imageMissing``.
    func image(_ reference: String) async throws -> ContainerImage {
        try ImageReference.check(reference)
        let said = try await call(.get("/images/\(reference)/json"), about: reference)
        guard let id = said["Id"]?.stringValue else {
            throw SandboxError(
                .backendUnavailable,
                "the engine gave no id for the image '\(reference)'"
            )
        }
        return try ContainerImage(
            id: id,
            reference: reference,
            volumes: said["Config"]?["Volumes"]
        )
    }

    /// Fetches an image from its registry.
    func pull(_ reference: String, report: (String) -> Void) async throws {
        try ImageReference.check(reference)
        // A name without a tag would fetch all of them.
        let path = reference.split(separator: "/").last ?? ""
        let isExact = path.contains(":") || path.contains("@")
        let query = [("fromImage", isExact ? reference : reference + ":latest")]
        try await follow(.post("/images/create", query), about: reference, report)
    }

    /// Builds an image of a recipe.
    func build(_ recipe: ImageRecipe, as reference: String, report: (String) -> Void) async throws {
        try ImageReference.check(reference)
        let arguments = JSONValue.object(
            JSONObject(
                recipe.arguments.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }
            )
        )
        var request = EngineRequest.post(
            "/build",
            [
                ("t", reference), ("dockerfile", recipe.dockerfile), ("rm", "1"), ("forcerm", "1"),
                ("buildargs", String(decoding: arguments.compactBytes(), as: UTF8.self)),
            ] + (recipe.network.map { [("networkmode", $0)] } ?? [])
        )
        request.body = try TarArchive(recipe.files).bytes
        request.contentType = "application/x-tar"
        try await follow(request, about: reference, report)
    }

    /// Tells each line of progress; a line with an error ends it.
    private func follow(
        _ request: EngineRequest,
        about reference: String,
        _ report: (String) -> Void
    ) async throws {
        var request = request
        request.patience = nil
        try await lines(request, about: reference) { line in
            if let error = line["error"]?.stringValue {
                throw EngineComplaint(text: error, image: reference)
                    .error(otherwise: .runtimeUnavailable)
            }
            let parts = [line["id"], line["status"] ?? line["stream"], line["progress"]]
            let text = parts.compactMap { $0?.stringValue }.joined(separator: " ").trimmingNewlines
            if !text.isEmpty { report(text.escapingControls) }
        }
    }
}
