internal import NotebookModel

extension SandboxUsage {
    /// What the agent read from the sandbox's control group; nil where it can't see one.
    init?(agentReading value: JSONValue?) {
        guard let object = value?.objectValue else { return nil }
        let reader = PayloadReader(object, of: .finished)
        guard let kills = reader.optionalCount("kills") else { return nil }
        self.init(
            memoryPeak: reader.optionalCount("peak").map { ByteCount(bytes: $0) },
            memoryLimit: reader.optionalCount("limit").map { ByteCount(bytes: $0) },
            outOfMemoryKills: kills
        )
    }
}
