internal import NotebookModel

/// An environment variable that configures ``PythonExecutor``.
///
/// The raw value is its name.
public enum ExecutionVariable: String, CaseIterable, Hashable, Sendable {
    /// The size of all files of a request: bytes, or a size such as `50m`.
    ///
    /// Default 52428800.
    case totalUploadLimit = "TOTAL_UPLOAD_LIMIT"
    /// The size of one file: bytes, or a size such as `5m`.
    ///
    /// Default 5242880.
    case singleFileLimit = "SINGLE_FILE_LIMIT"
    /// The image of ``Runtime/python`` and of unknown runtimes.
    ///
    /// Default `python:3.11-slim`.
    case pythonImage = "PY_IMAGE"
    /// The memory of a request that asks for none: a size.
    ///
    /// Default `512m`.
    case defaultMemory = "DEFAULT_MEM"
    /// The processors of a request that asks for none.
    ///
    /// Default `0.5`.
    case defaultCPUs = "DEFAULT_CPU"
    /// The most memory that a request gets: a size.
    ///
    /// Default `2g`.
    case maximumMemory = "MAX_MEM"
    /// The most processors that a request gets.
    ///
    /// Default `2.0`.
    case maximumCPUs = "MAX_CPU"
    /// The longest time that the code may take, in seconds.
    ///
    /// Default `30`.
    case timeout = "EXECUTION_TIMEOUT"
}

extension SandboxError {
    /// A value that is none for this variable.
    static func bad(
        _ variable: ExecutionVariable,
        _ text: String,
        _ wanted: String
    ) -> SandboxError {
        let value = text.isEmpty ? "is empty" : "'\(text.escapingControls)' can't be used"
        return SandboxError(.rejected, "\(variable.rawValue) \(value): give \(wanted)")
    }

    /// A limit that no sandbox can have.
    static func bad(_ variable: ExecutionVariable, _ error: any Error) -> SandboxError {
        let why = (error as? SandboxError)?.message ?? "\(error)"
        return SandboxError(.rejected, "\(variable.rawValue): \(why)")
    }

    /// A default above its maximum.
    static func above(
        _ variable: ExecutionVariable,
        _ value: String,
        _ maximum: ExecutionVariable,
        _ limit: String
    ) -> SandboxError {
        SandboxError(
            .rejected,
            "\(variable.rawValue) \(value) is above \(maximum.rawValue) \(limit): lower the one or raise the other"
        )
    }
}
