#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An exclusive lock on a file, held until it is released or the program ends.
package struct FileLock: ~Copyable, Sendable {
    private let descriptor: FileDescriptor
    private let path: String

    /// Takes the lock, or returns nil if another holder has it.
    package init?(path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemError.current("open '\(path)'") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0, Self.names(path, file) else {
            close(file)
            return nil
        }
        descriptor = FileDescriptor(owning: file)
        self.path = path
    }

    /// Removes the file and gives up the lock.
    package consuming func release() {
        unlink(path)
        descriptor.close()
    }

    /// Whether the path still names the locked file: its last holder may have removed it meanwhile.
    private static func names(_ path: String, _ file: Int32) -> Bool {
        var held = stat()
        guard fstat(file, &held) == 0, let named = HostFile.status(path) else { return false }
        return named.inode == UInt64(held.st_ino) && named.device == UInt64(held.st_dev)
    }
}
