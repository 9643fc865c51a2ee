internal import NotebookModel

extension SessionConfiguration {
    /// Finds values that no session can run with.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected``; it doesn't tell a secret.
    public func validate() throws {
        try limits.validate()
        for (name, value) in environment { try Self.check(name, value) }
        for (name, secret) in secrets { try Self.check(name, secret.exposed) }
    }

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
