/// Counts what was uploaded against a quota.
struct QuotaLedger: Sendable {
    /// What is booked for a file.
    struct Entry: Sendable {
        var size: Int
        /// More than one for an archive.
        var files = 1
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
    private(set) var files = 0

    init(_ quota: UploadQuota) {
        self.quota = quota
    }

    /// What may still be written: bytes, and files.
    var left: (bytes: Int, files: Int) { (quota.total.bytes - used, quota.files - files) }

    /// Books a file before it is written; one written again replaces its earlier entry.
    ///
    /// - Returns: A receipt, to be given to ``restore(_:)`` if the writing fails.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/quotaExceeded``; nothing is booked then.
    mutating func book(_ size: Int, for path: WorkspacePath) throws -> Receipt {
        let before = entries[path]
        try check(size, for: path, before: before)
        guard before != nil || files < quota.files else {
            throw exceeded("'\(path)' would be file \(files + 1), and \(quota.files) are allowed")
        }
        bookings += 1
        set(path, Entry(size: size, booking: bookings))
        return Receipt(path: path, booking: bookings, before: before)
    }

    /// Changes the size that is booked, for a file that turns out to be longer.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/quotaExceeded``; the booking stays.
    mutating func extend(_ receipt: Receipt, to size: Int) throws {
        let entry = entries[receipt.path]
        let isOurs = entry?.booking == receipt.booking
        try check(size, for: receipt.path, before: isOurs ? entry : nil)
        if isOurs { set(receipt.path, Entry(size: size, booking: receipt.booking)) }
    }

    /// Books a directory of files that are there already.
    mutating func note(_ size: Int, files: Int, for path: WorkspacePath) {
        bookings += 1
        set(path, Entry(size: size, files: files, booking: bookings))
    }

    /// Takes a booking back, unless a later one of that path stands: its file may be written.
    mutating func restore(_ receipt: Receipt) {
        guard entries[receipt.path]?.booking == receipt.booking else { return }
        set(receipt.path, receipt.before)
    }

    /// Forgets what was removed: a file, or a directory with all that was in it.
    mutating func forget(_ path: WorkspacePath) {
        let prefix = "\(path)/"
        // By the bytes: the two spellings of an accented letter are two names.
        for key in entries.keys where "\(key)/".utf8.starts(with: prefix.utf8) { set(key, nil) }
    }

    private mutating func set(_ path: WorkspacePath, _ entry: Entry?) {
        used += (entry?.size ?? 0) - (entries[path]?.size ?? 0)
        files += (entry?.files ?? 0) - (entries[path]?.files ?? 0)
        entries[path] = entry
    }

    private func check(_ size: Int, for path: WorkspacePath, before: Entry?) throws {
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
    }

    private func exceeded(_ what: String) -> SandboxError {
        SandboxError(.quotaExceeded, "the upload quota is exceeded: \(what)")
    }
}
