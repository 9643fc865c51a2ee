/// Code to run once, in a sandbox of its own: the body of a `POST /execute`.
///
/// What it asks for beyond what a ``ExecutionConfiguration`` allows is cut down, not refused; files
/// beyond the limits are refused.
public struct ExecutionRequest: Hashable, Sendable {
    /// A file that the code finds in its working directory.
    public struct File: Hashable, Sendable {
        /// Its path inside the workspace; see ``WorkspacePath``.
        public var name: String
        /// Its content as a data URL, or as bare Base64; see ``DataURL``.
        public var data: String

        /// Creates a file of its encoded content.
        public init(name: String, data: String) {
            self.name = name
            self.data = data
        }
    }

    /// The code.
    public var code: String
    /// The files that are there before it runs.
    ///
    /// Default none.
    public var files: [File]
    /// The runtime's name; an unknown one is ``Runtime/python``.
    ///
    /// Default nil: ``Runtime/python``.
    public var runtime: String?
    /// The memory, `256m`, `512m`, `1g` or `2g`; anything else is the default.
    ///
    /// Default nil: the configuration's.
    public var memory: String?
    /// The processors, `0.25`, `0.5`, `1.0` or `2.0`; anything else is the default.
    ///
    /// Default nil: the configuration's.
    public var cpus: String?

    /// Creates a request.
    public init(
        code: String,
        files: [File] = [],
        runtime: String? = nil,
        memory: String? = nil,
        cpus: String? = nil
    ) {
        self.code = code
        self.files = files
        self.runtime = runtime
        self.memory = memory
        self.cpus = cpus
    }

    /// Creates a request for a sandbox of a named size.
    public init(
        code: String,
        files: [File] = [],
        runtime: String? = nil,
        size: ExecutionSize
    ) {
        self.init(
            code: code,
            files: files,
            runtime: runtime,
            memory: size.memory,
            cpus: size.cpus
        )
    }
}
