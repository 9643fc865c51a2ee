/// What a session runs with.
public struct SessionConfiguration: Sendable {
    /// Which Python, with which packages.
    ///
    /// Default ``Runtime/python``.
    public var runtime: Runtime
    /// How much of the machine it may use.
    public var limits: ResourceLimits
    /// How much of a cell's output is kept.
    public var output: OutputLimits
    /// Environment variables of the user's code, beside `HOME`, `LANG` and the like.
    ///
    /// The host's are never passed on.
    public var environment: [String: String]
    /// Modules to import before the first cell, so that a restart finds them in memory.
    ///
    /// Default none.
    public var preload: [String]
    /// The longest time until the session is ready.
    ///
    /// Default 60 s.
    public var startTimeout: Duration
    /// How long each step of ending a cell or the session may take.
    public var patience: TeardownPatience
    /// Who answers `input()`.
    ///
    /// Default nobody.
    public var input: InputPolicy
    /// What may be written to the workspace from outside; nil is as much as it holds.
    ///
    /// Default nil.
    public var uploads: UploadQuota?

    /// Creates a configuration.
    public init(
        runtime: Runtime = .python,
        limits: ResourceLimits = ResourceLimits(),
        output: OutputLimits = OutputLimits(),
        environment: [String: String] = [:],
        preload: [String] = [],
        startTimeout: Duration = .seconds(60),
        patience: TeardownPatience = TeardownPatience(),
        input: InputPolicy = .refused,
        uploads: UploadQuota? = nil
    ) {
        self.runtime = runtime
        self.limits = limits
        self.output = output
        self.environment = environment
        self.preload = preload
        self.startTimeout = startTimeout
        self.patience = patience
        self.input = input
        self.uploads = uploads
    }
}
