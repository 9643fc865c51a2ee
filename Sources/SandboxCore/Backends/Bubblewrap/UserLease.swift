internal import SandboxHost
internal import Synchronization

/// A user id of the host that nobody else has, for one sandbox of a host program that runs as root.
///
/// It comes from the range 1879048192…2147483647, which systemd's table of user ids leaves unused,
/// and is held by a lock on a file, so that it is free again when its holder dies.
final class UserLease: Sendable {
    private static let directory = "/run/swift-python-sandbox/users"
    private static let first: UInt32 = 1_879_048_192
    private static let count: UInt32 = 65_536

    let user: UInt32
    private let lock: Mutex<FileLock?>

    /// Whether this process may become such a user: its user namespace must know the ids.
    static var canBeUsed: Bool {
        (HostFile.text("/proc/self/uid_map") ?? "").split(separator: "\n").contains { line in
            let fields = line.split(separator: " ").compactMap { UInt64($0) }
            return fields.count == 3 && fields[0] <= UInt64(first)
                && fields[0] + fields[2] >= UInt64(first) + UInt64(count)
        }
    }

    /// Takes an id.
    ///
    /// - Throws: ``SandboxError`` if none can be had.
    static func take() throws -> UserLease {
        do {
            try HostFile.makeDirectories(directory)
            let start = UInt32.random(in: 0..<count)
            for offset in 0..<count {
                let user = first + (start + offset) % count
                if let lock = try FileLock(path: "\(directory)/\(user)") {
                    return UserLease(user, lock)
                }
            }
        } catch {
            throw SandboxError(
                .startFailed,
                "no user id could be reserved for a sandbox",
                cause: error
            )
        }
        throw SandboxError(.startFailed, "all \(count) user ids for sandboxes are in use")
    }

    /// Removes the locks' files of holders that are gone.
    static func prune() {
        for name in HostFile.names(in: directory) {
            if let lock = try? FileLock(path: "\(directory)/\(name)") { lock.release() }
        }
    }

    private init(_ user: UInt32, _ lock: consuming FileLock) {
        self.user = user
        self.lock = Mutex(consume lock)
    }

    /// Gives it back; nothing of that user must be left.
    ///
    /// Idempotent.
    @inline(never)  // called after a suspension: see `DescriptorStream`
    func release() {
        lock.withLock { lock in
            if let held = lock.take() { held.release() }
        }
    }
}
