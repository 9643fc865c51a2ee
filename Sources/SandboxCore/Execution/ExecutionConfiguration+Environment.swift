extension ExecutionConfiguration {
    /// Creates a configuration from environment variables; what is not among them is the default.
    ///
    /// ``disk`` grows with the limit of all files.
    ///
    /// ```swift
    /// let configuration = try ExecutionConfiguration(
    ///     environment: ProcessInfo.processInfo.environment
    /// )
    /// ```
    ///
    /// - Parameter environment: Values by name; see ``ExecutionVariable``.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected``, which names the variable.
    public init(environment: [String: String]) throws(SandboxError) {
        let standard = ExecutionConfiguration()
        let reader = VariableReader(values: environment)
        self = standard
        uploads.total = try reader.uploadLimit(.totalUploadLimit) ?? uploads.total
        uploads.single = try reader.uploadLimit(.singleFileLimit) ?? uploads.single
        pythonImage = environment[ExecutionVariable.pythonImage.rawValue] ?? pythonImage
        defaultMemory = try reader.size(.defaultMemory) ?? defaultMemory
        defaultCPUs = try reader.number(.defaultCPUs) ?? defaultCPUs
        maximumMemory = try reader.size(.maximumMemory) ?? maximumMemory
        maximumCPUs = try reader.number(.maximumCPUs) ?? maximumCPUs
        timeout = try reader.seconds(.timeout) ?? timeout
        let room = standard.disk.bytes - standard.uploads.total.bytes
        disk = max(disk, ByteCount(bytes: uploads.total.bytes + room))
        try validate()
    }
}

/// Reads environment variables; nil is one that isn't set.
private struct VariableReader {
    let values: [String: String]

    func uploadLimit(_ variable: ExecutionVariable) throws(SandboxError) -> ByteCount? {
        try read(variable, "a number of bytes or a size such as 5m, at most 1024g") { text in
            ByteCount(text).flatMap { $0 <= .gibibytes(1024) ? $0 : nil }
        }
    }

    func size(_ variable: ExecutionVariable) throws(SandboxError) -> ByteCount? {
        try read(variable, "a size such as 512m") { ByteCount($0) }
    }

    func number(_ variable: ExecutionVariable) throws(SandboxError) -> Double? {
        try read(variable, "a number such as 0.5") { Double(decimal: $0) }
    }

    func seconds(_ variable: ExecutionVariable) throws(SandboxError) -> Duration? {
        try read(variable, "a number of seconds such as 30") { text in
            guard let seconds = Double(decimal: text), (0.001...1_000_000_000).contains(seconds)
            else {
                return nil
            }
            return .seconds(seconds)
        }
    }

    private func read<Value>(
        _ variable: ExecutionVariable,
        _ wanted: String,
        _ convert: (String) -> Value?
    ) throws(SandboxError) -> Value? {
        guard let text = values[variable.rawValue] else { return nil }
        guard let value = convert(text) else { throw .bad(variable, text, wanted) }
        return value
    }
}
