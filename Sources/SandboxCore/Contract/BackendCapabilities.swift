/// The limits and the isolation that a backend really gives on this machine.
public struct BackendCapabilities: Hashable, Sendable {
    /// How a limit is enforced.
    public enum Enforcement: Hashable, Sendable {
        /// For the sandbox as a whole, by this mechanism.
        case wholeSandbox(by: String)
        /// For each process on its own, by this mechanism: the sum can exceed the limit.
        case perProcess(by: String)
        /// Not at all, for this reason.
        case none(because: String)
    }

    /// Who a sandbox's processes are on the host, beneath all that keeps them inside.
    public enum HostUser: String, Hashable, Sendable {
        /// A user of their own, which nobody else has: another for each sandbox.
        case ownForEachSandbox
        /// The user of the host program, who is not root.
        case hostProgram
        /// Root.
        case root
        /// One that all sandboxes share, which is not root.
        case shared
    }

    /// The memory limit.
    public var memory: Enforcement
    /// The share of the processors.
    public var cpus: Enforcement
    /// The number of processes and threads.
    public var processes: Enforcement
    /// The space for files.
    public var disk: Enforcement
    /// Whether the sandbox is cut off from every network.
    public var isolatesNetwork: Bool
    /// Whether the kernel's shots for lack of memory are counted, so that they are told from other
    /// kills.
    public var countsOutOfMemoryKills: Bool
    /// Whether the agent is process 1 of a process namespace, out of reach of user code's signals.
    public var isolatesAgent: Bool
    /// Who the sandbox's processes are on the host.
    public var hostUser: HostUser
    /// What else one should know, a sentence each.
    public var notes: [String]

    /// Creates a description.
    public init(
        memory: Enforcement,
        cpus: Enforcement,
        processes: Enforcement,
        disk: Enforcement,
        isolatesNetwork: Bool,
        countsOutOfMemoryKills: Bool,
        isolatesAgent: Bool,
        hostUser: HostUser,
        notes: [String] = []
    ) {
        self.memory = memory
        self.cpus = cpus
        self.processes = processes
        self.disk = disk
        self.isolatesNetwork = isolatesNetwork
        self.countsOutOfMemoryKills = countsOutOfMemoryKills
        self.isolatesAgent = isolatesAgent
        self.hostUser = hostUser
        self.notes = notes
    }
}

extension BackendCapabilities.Enforcement {
    /// Whether the limit holds for the sandbox as a whole.
    public var holdsForWholeSandbox: Bool {
        if case .wholeSandbox = self { true } else { false }
    }
}
