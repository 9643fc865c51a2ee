/// What ``PythonExecutor`` allows its requests.
public struct ExecutionConfiguration: Hashable, Sendable {
    /// How much may come with a request, counted before it is decoded.
    ///
    /// Default 50 MiB in all, 5 MiB a file, 1,000 files.
    public var uploads: UploadQuota
    /// Space for files: the uploaded ones and those that the code writes.
    ///
    /// Default 64 MiB. It counts as memory too.
    public var disk: ByteCount
    /// The image of ``Runtime/python``, which unknown runtimes are too, for backends that use
    /// images.
    ///
    /// Default `python:3.11-slim`. See ``catalog``.
    public var pythonImage: String
    /// The memory of a request that asks for none.
    ///
    /// Default 512 MiB.
    public var defaultMemory: ByteCount
    /// The processors of a request that asks for none.
    ///
    /// Default 0.5.
    public var defaultCPUs: Double
    /// The most memory that a request gets.
    ///
    /// Default 2 GiB.
    public var maximumMemory: ByteCount
    /// The most processors that a request gets.
    ///
    /// Default 2.
    public var maximumCPUs: Double
    /// The longest time that the code may take; nil is none.
    ///
    /// Default 30 s.
    public var timeout: Duration?

    /// Creates a configuration.
    public init(
        uploads: UploadQuota = UploadQuota(),
        disk: ByteCount = .mebibytes(64),
        pythonImage: String = "python:3.11-slim",
        defaultMemory: ByteCount = .mebibytes(512),
        defaultCPUs: Double = 0.5,
        maximumMemory: ByteCount = .gibibytes(2),
        maximumCPUs: Double = 2,
        timeout: Duration? = .seconds(30)
    ) {
        self.uploads = uploads
        self.disk = disk
        self.pythonImage = pythonImage
        self.defaultMemory = defaultMemory
        self.defaultCPUs = defaultCPUs
        self.maximumMemory = maximumMemory
        self.maximumCPUs = maximumCPUs
        self.timeout = timeout
    }

    /// The runtimes' images, for the backend: `python`, `base` and `ml` on ``pythonImage``.
    public var catalog: RuntimeCatalog { .standard(pythonImage: pythonImage) }

    /// Finds values that can't be kept.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected``, which names the value and
    ///   its environment variable.
    public func validate() throws(SandboxError) {
        do {
            try ResourceLimits(disk: disk).validate()
        } catch {
            throw SandboxError(.rejected, "the executions' disk: \(error)")
        }
        try check(defaultMemory, defaultCPUs, .defaultMemory, .defaultCPUs)
        try check(maximumMemory, maximumCPUs, .maximumMemory, .maximumCPUs)
        guard defaultMemory <= maximumMemory else {
            throw .above(.defaultMemory, "\(defaultMemory)", .maximumMemory, "\(maximumMemory)")
        }
        guard defaultCPUs <= maximumCPUs else {
            throw .above(.defaultCPUs, "\(defaultCPUs)", .maximumCPUs, "\(maximumCPUs)")
        }
        guard uploads.total.bytes >= 0, uploads.single.bytes >= 0, uploads.files >= 0 else {
            throw SandboxError(.rejected, "an upload limit is less than 0: give 0 or more")
        }
        if let timeout, timeout <= .zero {
            throw .bad(.timeout, "\(timeout)", "more than 0 seconds")
        }
        do {
            try ImageReference.check(pythonImage)
        } catch {
            let wanted = "an image's reference such as python:3.11-slim"
            throw .bad(.pythonImage, pythonImage, wanted)
        }
    }

    private func check(
        _ memory: ByteCount,
        _ cpus: Double,
        _ memoryName: ExecutionVariable,
        _ cpuName: ExecutionVariable
    ) throws(SandboxError) {
        var limits = ResourceLimits()
        do {
            limits.memory = memory
            try limits.validate()
        } catch {
            throw .bad(memoryName, error)
        }
        do {
            limits.cpus = cpus
            try limits.validate()
        } catch {
            throw .bad(cpuName, error)
        }
    }
}
