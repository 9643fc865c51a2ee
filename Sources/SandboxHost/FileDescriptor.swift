#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An open descriptor with one owner.
///
/// It is closed by ``close()``. In debug builds one that is dropped unclosed stops the program, so
/// that a leak fails a test; in release builds it is closed then.
package struct FileDescriptor: ~Copyable, Sendable {
    package let rawValue: Int32

    package init(owning rawValue: Int32) {
        self.rawValue = rawValue
    }

    package consuming func close() {
        // EINTR: the descriptor is gone all the same on Linux; closing again may hit someone
        // else's.
        let result = closeDescriptor(rawValue)
        assert(result == 0 || errno != EBADF, "descriptor \(rawValue) was closed by someone else")
        discard self
    }

    deinit {
        assertionFailure("descriptor \(rawValue) was dropped without being closed")
        _ = closeDescriptor(rawValue)
    }
}

private func closeDescriptor(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
    Darwin.close(descriptor)
    #else
    Glibc.close(descriptor)
    #endif
}
