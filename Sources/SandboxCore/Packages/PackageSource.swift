/// Where a session's packages come from: a sandbox of their own that has a network.
///
/// Only wheels are taken, which run nothing when they are downloaded or installed. The session
/// itself stays cut off.
public struct PackageSource: Sendable {
    /// Where to download: a backend whose sandboxes have a network, such as
    /// `BubblewrapBackend(network: .host)` or a container backend with
    /// ``ContainerOptions/network``.
    public var backend: any SandboxBackend
    /// The environment of pip there, such as `PIP_INDEX_URL` and `PIP_CERT`.
    ///
    /// Default empty.
    public var environment: [String: String]
    /// The longest time of a download.
    ///
    /// Default 120 s.
    public var timeout: Duration
    /// The most bytes that the wheels of one installation may have together, packed.
    ///
    /// Default 64 MiB.
    public var size: ByteCount

    /// Creates a source.
    public init(
        backend: any SandboxBackend,
        environment: [String: String] = [:],
        timeout: Duration = .seconds(120),
        size: ByteCount = .mebibytes(64)
    ) {
        self.backend = backend
        self.environment = environment
        self.timeout = timeout
        self.size = size
    }

    /// What the sandbox of a download is made with.
    func configuration(for session: SessionConfiguration) -> SessionConfiguration {
        var limits = ResourceLimits(disk: size)
        limits.memory = ByteCount(bytes: limits.memory.bytes + size.bytes)
        limits.cpus = max(1, limits.cpus)
        return SessionConfiguration(
            runtime: session.runtime,
            limits: limits,
            environment: environment,
            tenant: session.tenant,
            observer: session.observer
        )
    }
}
