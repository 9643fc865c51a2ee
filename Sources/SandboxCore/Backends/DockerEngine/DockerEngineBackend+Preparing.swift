extension DockerEngineBackend: RuntimePreparing {
    /// Pulls or builds the runtime's image, unless the engine has it.
    public func prepare(
        _ runtime: Runtime,
        report: @escaping @Sendable (PreparationStep) -> Void
    ) async throws {
        let entry = catalog[runtime]
        try await withClient { client in
            do {
                _ = try await client.image(entry.image)
                report(.present(image: entry.image))
                return
            } catch let error as SandboxError where error.fault == .imageMissing {}
            if let recipe = entry.recipe {
                report(.building(image: entry.image))
                try await client.build(recipe, as: entry.image) { report(.progress($0)) }
            } else {
                report(.pulling(image: entry.image))
                try await client.pull(entry.image) { report(.progress($0)) }
            }
            _ = try await client.image(entry.image)
            report(.ready(image: entry.image))
        }
    }
}
