extension PythonSession {
    /// Tells the session's variables: what cells have defined, by name.
    ///
    /// Names with a leading underscore and the notebook's own `In` and `Out` are left out. It waits
    /// for its turn as a cell does, and has no number, no output and no part in `_` and `Out`.
    ///
    /// ```swift
    /// for variable in try await session.variables().variables {
    ///     print(variable.name, variable.type, variable.preview ?? "")
    /// }
    /// ```
    ///
    /// The list is made in the sandbox, where code that has run may have tampered with it: it is
    /// what the worker says.
    ///
    /// - Parameter options: Which variables, and how; by default without running the user's code.
    /// - Returns: The variables, sorted by name.
    /// - Throws: ``SandboxError``: the options can't be carried out, the session has ended, the time
    ///   was over, the answer was beyond the output limits or none; or `CancellationError`.
    public func variables(
        _ options: VariableOptions = VariableOptions()
    ) async throws -> VariableList {
        try options.validate()
        return try await answer(to: .variables(options), timeout: options.timeout) {
            reader throws(ProtocolViolation) in
            try VariableList(reader, limit: options.limit)
        }
    }
}
