internal import NotebookModel

extension SessionConfiguration {
    /// Finds values that no session can run with.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected``; it doesn't tell a secret.
    public func validate() throws {
        try limits.validate()
        for (name, value) in environment { try Self.check(name, value) }
        for (name, secret) in secrets { try Self.check(name, secret.exposed) }
        let values = environment.merging(secrets.mapValues(\.exposed)) { $1 }
        let size = values.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= Self.environmentLimit else {
            throw SandboxError(
                .rejected,
                "the environment has \(size) bytes: give at most 512 KiB, and the rest as files"
            )
        }
    }

    /// What the protocol can carry, however it is escaped, in bytes.
    private static let environmentLimit = 512 << 10

    private static func check(_ name: String, _ value: String) throws {
        let variable = "the environment variable '\(name.escapingControls)'"
        guard !name.isEmpty, !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "=") })
        else {
            throw SandboxError(
                .rejected,
                "\(variable) can't be set: give a name without '=' and NUL"
            )
        }
        guard !value.utf8.contains(0) else {
            throw SandboxError(.rejected, "\(variable) can't have a value with NUL: leave it out")
        }
    }
}
