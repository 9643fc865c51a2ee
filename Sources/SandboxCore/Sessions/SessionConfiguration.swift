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
    /// The host's are never passed on. With ``secrets`` at most 512 KiB, names included.
    public var environment: [String: String]
    /// Environment variables whose values must not be seen.
    ///
    /// They reach the sandbox over its standard input only. In what comes back as text, values of
    /// four bytes and more, and such lines of them, are replaced by `***`, also as Python's `repr`,
    /// JSON, HTML and URLs spell them: a help against accidents, none against code that means to
    /// tell them. Files and pictures stay as they are. Text that may be the beginning of a secret is
    /// shown when more of its stream has come, or the cell's end. A secret counts above an
    /// ``environment`` variable of its name. Default none.
    public var secrets: [String: Secret]
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
    /// Whether a worker process that ended, by itself or by a limit, is replaced by a fresh one; if not,
    /// the session ends with it.
    ///
    /// Default yes.
    public var replacesWorker: Bool
    /// Whether what a cell has started and not awaited ends with it; if not, it goes on until the
    /// session ends, and ``CellResult/livingChildren`` counts it.
    ///
    /// Threads of the worker itself go on. Default no.
    public var endsChildren: Bool
    /// Who answers `input()`.
    ///
    /// Default nobody.
    public var input: InputPolicy
    /// What may be written to the workspace from outside; nil is as much as it holds, in at most
    /// 10,000 files.
    ///
    /// Default nil.
    public var uploads: UploadQuota?
    /// For whom the session works, in the events of ``observer``.
    ///
    /// Default nil.
    public var tenant: String?
    /// Is told what the session does.
    ///
    /// Default nobody.
    public var observer: SandboxObserver?

    /// Creates a configuration.
    public init(
        runtime: Runtime = .python,
        limits: ResourceLimits = ResourceLimits(),
        output: OutputLimits = OutputLimits(),
        environment: [String: String] = [:],
        secrets: [String: Secret] = [:],
        preload: [String] = [],
        startTimeout: Duration = .seconds(60),
        patience: TeardownPatience = TeardownPatience(),
        replacesWorker: Bool = true,
        endsChildren: Bool = false,
        input: InputPolicy = .refused,
        uploads: UploadQuota? = nil,
        tenant: String? = nil,
        observer: SandboxObserver? = nil
    ) {
        self.runtime = runtime
        self.limits = limits
        self.output = output
        self.environment = environment
        self.secrets = secrets
        self.preload = preload
        self.startTimeout = startTimeout
        self.patience = patience
        self.replacesWorker = replacesWorker
        self.endsChildren = endsChildren
        self.input = input
        self.uploads = uploads
        self.tenant = tenant
        self.observer = observer
    }
}
