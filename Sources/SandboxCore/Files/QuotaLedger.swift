/// Counts what was uploaded against a quota.
struct QuotaLedger: Sendable {
    /// What is booked for a file.
    struct Entry: Sendable {
        let size: Int
        /// The number of the booking.
        let booking: Int
    }

    /// A booking, with what stood there before.
    struct Receipt: Sendable {
        let path: WorkspacePath
        let booking: Int
        let before: Entry?
    }

    let quota: UploadQuota
    private var entries: [WorkspacePath: Entry] = [:]
    private var bookings = 0
    private(set) var used = 0

    init(_ quota: UploadQuota) {
        self.quota = quota
    }

    /// Books a file before it is written; one written again replaces its earlier entry.
    ///
    /// - Returns: A receipt, to be given to ``restore(_:)`` if the writing fails.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/quotaExceeded``; nothing is booked then.
    mutating func book(_ size: Int, for path: WorkspacePath) throws -> Receipt {
        let before = entries[path]
        let total = used - (before?.size ?? 0) + size
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
        guard before != nil || entries.count < quota.files else {
            throw exceeded(
                "'\(path)' would be file \(entries.count + 1), and \(quota.files) are allowed"
            )
        }
        bookings += 1
        entries[path] = Entry(size: size, booking: bookings)
        used = total
        return Receipt(path: path, booking: bookings, before: before)
    }

    /// Takes a booking back, unless a later one of that path stands: its file may be written.
    mutating func restore(_ receipt: Receipt) {
        guard let entry = entries[receipt.path], entry.booking == receipt.booking else { return }
        used += (receipt.before?.size ?? 0) - entry.size
        entries[receipt.path] = receipt.before
    }

    /// Forgets what was removed: a file, or a directory with all that was in it.
    mutating func forget(_ path: WorkspacePath) {
        let prefix = "\(path)/"
        // By the bytes: the two spellings of an accented letter are two names.
        for (key, entry) in entries where "\(key)/".utf8.starts(with: prefix.utf8) {
            used -= entry.size
            entries[key] = nil
        }
    }

    private func exceeded(_ what: String) -> SandboxError {
        SandboxError(.quotaExceeded, "the upload quota is exceeded: \(what)")
    }
}
