/// Counts what was uploaded against a quota.
///
/// An upload under way counts beside what has landed, but for the file that it replaces. Of several
/// to one path, each counts in full: which one stays is known only when all have landed.
struct QuotaLedger: Sendable {
    /// A booking of an upload under way.
    struct Receipt: Sendable {
        let path: WorkspacePath
        fileprivate let booking: Int
    }

    /// What stands in the workspace by a name.
    private struct Entry {
        var size: Int
        /// More than one for an archive.
        var files = 1
    }

    private struct Upload {
        let path: WorkspacePath
        var size: Int
        /// The size of the longest other one to the path that landed meanwhile.
        var longest = 0
    }

    let quota: UploadQuota
    private var entries: [WorkspacePath: Entry] = [:]
    private var landed = Entry(size: 0, files: 0)
    private var uploads: [Int: Upload] = [:]
    private var bookings = 0

    init(_ quota: UploadQuota) {
        self.quota = quota
    }

    /// The bytes that count.
    var used: Int {
        let replaced = uploading.reduce(0) { $0 + (entries[$1]?.size ?? 0) }
        return landed.size - replaced + uploads.values.reduce(0) { $0 + $1.size }
    }

    /// The files that count.
    var files: Int {
        landed.files + uploading.reduce(0) { $0 + 1 - (entries[$1]?.files ?? 0) }
    }

    private var uploading: Set<WorkspacePath> { Set(uploads.values.map(\.path)) }

    /// What may still be written: bytes, and files.
    var left: (bytes: Int, files: Int) { (quota.total.bytes - used, quota.files - files) }

    /// Whether something is booked for a path, or has landed there.
    func has(_ path: WorkspacePath) -> Bool {
        entries[path] != nil || uploads.values.contains { $0.path == path }
    }

    /// Books an upload before it is written; one of a file that is there replaces it.
    ///
    /// - Returns: A receipt, for ``keep(_:)`` once it has landed or ``restore(_:)`` if it fails.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/quotaExceeded``; nothing is booked then.
    mutating func book(_ size: Int, for path: WorkspacePath) throws -> Receipt {
        let isNew = !has(path)
        bookings += 1
        uploads[bookings] = Upload(path: path, size: size)
        do {
            try check(size, for: path)
            guard !isNew || files <= quota.files else {
                throw exceeded("'\(path)' would be file \(files), and \(quota.files) are allowed")
            }
        } catch {
            uploads[bookings] = nil
            throw error
        }
        return Receipt(path: path, booking: bookings)
    }

    /// Changes the size that is booked, for a file that turns out to be longer.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/quotaExceeded``; the booking stays.
    mutating func extend(_ receipt: Receipt, to size: Int) throws {
        guard let before = uploads[receipt.booking]?.size else { return }
        uploads[receipt.booking]?.size = size
        do {
            try check(size, for: receipt.path)
        } catch {
            uploads[receipt.booking]?.size = before
            throw error
        }
    }

    /// Notes that an upload has landed.
    ///
    /// Where others to the path landed meanwhile, the longest counts: nobody knows which came last.
    mutating func keep(_ receipt: Receipt) {
        guard let upload = uploads.removeValue(forKey: receipt.booking) else { return }
        for (booking, other) in uploads where other.path == receipt.path {
            uploads[booking]?.longest = max(other.longest, upload.size)
        }
        set(receipt.path, Entry(size: max(upload.size, upload.longest)))
    }

    /// Notes a directory of files that are there already.
    mutating func note(_ size: Int, files: Int, for path: WorkspacePath) {
        set(path, Entry(size: size, files: files))
    }

    /// Takes a booking back.
    mutating func restore(_ receipt: Receipt) {
        uploads[receipt.booking] = nil
    }

    /// Forgets what was removed: a file, or a directory with all that was in it.
    mutating func forget(_ path: WorkspacePath) {
        let prefix = "\(path)/"
        // By the bytes: the two spellings of an accented letter are two names.
        for key in entries.keys where "\(key)/".utf8.starts(with: prefix.utf8) { set(key, nil) }
    }

    private mutating func set(_ path: WorkspacePath, _ entry: Entry?) {
        landed.size += (entry?.size ?? 0) - (entries[path]?.size ?? 0)
        landed.files += (entry?.files ?? 0) - (entries[path]?.files ?? 0)
        entries[path] = entry
    }

    private func check(_ size: Int, for path: WorkspacePath) throws {
        guard size <= quota.single.bytes else {
            throw exceeded(
                "'\(path)' has \(size) bytes, and one file may have \(quota.single.bytes)"
            )
        }
        guard used <= quota.total.bytes else {
            throw exceeded(
                "with '\(path)' the files have \(used) bytes, and \(quota.total.bytes) are allowed"
            )
        }
    }

    private func exceeded(_ what: String) -> SandboxError {
        SandboxError(.quotaExceeded, "the upload quota is exceeded: \(what)")
    }
}
