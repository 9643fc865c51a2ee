/// How much may be written to a workspace from outside.
public struct UploadQuota: Hashable, Sendable {
    /// All files together.
    ///
    /// Default 50 MiB.
    public var total: ByteCount
    /// One file.
    ///
    /// Default 5 MiB.
    public var single: ByteCount
    /// The number of files.
    ///
    /// Default 1,000.
    public var files: Int

    /// Creates a quota.
    public init(
        total: ByteCount = .mebibytes(50),
        single: ByteCount = .mebibytes(5),
        files: Int = 1000
    ) {
        self.total = total
        self.single = single
        self.files = files
    }
}
