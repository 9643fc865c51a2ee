/// A sandbox's memory as its cgroup counts it.
public struct SandboxUsage: Hashable, Sendable {
    /// The most memory that it used at once since its start.
    public var memoryPeak: ByteCount?
    /// The limit that is in force.
    public var memoryLimit: ByteCount?
    /// How many processes the kernel's out-of-memory killer has shot.
    public var outOfMemoryKills: Int

    /// Creates a reading.
    public init(memoryPeak: ByteCount?, memoryLimit: ByteCount?, outOfMemoryKills: Int) {
        self.memoryPeak = memoryPeak
        self.memoryLimit = memoryLimit
        self.outOfMemoryKills = outOfMemoryKills
    }
}
