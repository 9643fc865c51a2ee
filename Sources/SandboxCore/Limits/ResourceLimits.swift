/// How much of the machine a sandbox may use.
public struct ResourceLimits: Hashable, Sendable {
    /// Memory, with files in the workspace.
    ///
    /// Default 512 MiB.
    public var memory: ByteCount
    /// Processors, such as 0.5 for half of one.
    ///
    /// Default 0.5.
    public var cpus: Double
    /// Processes and threads.
    ///
    /// Default 50.
    public var processes: Int
    /// Space for files: workspace, temporary files and home together.
    ///
    /// Default 64 MiB. It counts as memory too.
    public var disk: ByteCount

    /// Creates limits.
    public init(
        memory: ByteCount = .mebibytes(512),
        cpus: Double = 0.5,
        processes: Int = 50,
        disk: ByteCount = .mebibytes(64)
    ) {
        self.memory = memory
        self.cpus = cpus
        self.processes = processes
        self.disk = disk
    }

    /// The threads that numerical libraries should start: the processors, rounded up.
    public var threads: Int { max(1, Int(cpus.rounded(.up))) }

    /// 1 PiB: beyond it engines and kernels begin to overflow.
    private static let most = ByteCount.gibibytes(1 << 20)

    /// Finds values that no sandbox can run with.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` and
    ///   ``SandboxError/Fault/limitRefused``.
    public func validate() throws {
        guard memory <= Self.most, disk <= Self.most else {
            throw Self.refused(
                "a limit of \(max(memory, disk)) can't be set: give at most \(Self.most)"
            )
        }
        guard memory >= .mebibytes(32) else {
            throw Self.refused(
                "a memory limit of \(memory) is too small for Python: give 32 MiB or more"
            )
        }
        guard cpus.isFinite, cpus >= 0.01, cpus <= 1024 else {
            throw Self.refused(
                "a limit of \(cpus) processors can't be set: give 0.01 to 1024"
            )
        }
        guard (4...1 << 22).contains(processes) else {
            throw Self.refused(
                "a limit of \(processes) processes can't be set: give 4 to 4,194,304"
            )
        }
        guard disk >= .mebibytes(1) else {
            throw Self.refused(
                "a disk limit of \(disk) is too small: give 1 MiB or more"
            )
        }
    }

    private static func refused(_ message: String) -> SandboxError {
        SandboxError(.rejected, message, fault: .limitRefused)
    }
}
