/// What to start: the runtime, the limits, the command.
public struct SandboxSpecification: Hashable, Sendable {
    /// Which Python, with which packages.
    public var runtime: Runtime
    /// How much of the machine it may use.
    public var limits: ResourceLimits
    /// The arguments of the Python interpreter; the session sets them.
    public var pythonArguments: [String]

    /// Creates a specification.
    public init(
        runtime: Runtime = .python,
        limits: ResourceLimits = ResourceLimits(),
        pythonArguments: [String] = AgentProgram.pythonArguments
    ) {
        self.runtime = runtime
        self.limits = limits
        self.pythonArguments = pythonArguments
    }
}
