/// Counts what was uploaded against a quota.
struct QuotaLedger: Sendable {
    let quota: UploadQuota
    private var sizes: [WorkspacePath: Int] = [:]
    private(set) var used = 0

    init(_ quota: UploadQuota) {
        self.quota = quota
    }

    /// Books a file before it is written; one written again replaces its earlier entry.
    ///
    /// - Returns: The entry before, to be given to ``restore(_:for:)`` if the writing fails.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/quotaExceeded``; nothing is booked then.
    mutating func book(_ size: Int, for path: WorkspacePath) throws -> Int? {
        let before = sizes[path]
        let total = used - (before ?? 0) + size
        guard size <= quota.single.bytes else {
            throw exceeded(
                "'\(path)' has \(size) bytes, and one file may have \(quota.single.bytes)"
            )
        }
        guard total <= quota.total.bytes else {
            throw exceeded(
                "with '\(path)' the files have \(total) bytes, and \(quota.total.bytes) are allowed"
            )
        }
        guard before != nil || sizes.count < quota.files else {
            throw exceeded(
                "'\(path)' would be file \(sizes.count + 1), and \(quota.files) are allowed"
            )
        }
        sizes[path] = size
        used = total
        return before
    }

    /// Takes a booking back.
    mutating func restore(_ before: Int?, for path: WorkspacePath) {
        used += (before ?? 0) - (sizes[path] ?? 0)
        sizes[path] = before
    }

    private func exceeded(_ what: String) -> SandboxError {
        SandboxError(.quotaExceeded, "the upload quota is exceeded: \(what)")
    }
}
