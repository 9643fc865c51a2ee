#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A system call that failed.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The error number, such as `ENOENT`.
    package let code: Int32
    /// What was being done, in words that can follow "could not".
    package let operation: String

    package init(code: Int32, operation: String) {
        self.code = code
        self.operation = operation
    }

    /// The error that `errno` holds now.
    package static func current(_ operation: String) -> SystemError {
        SystemError(code: errno, operation: operation)
    }

    /// What it means for whoever wanted to reach something.
    package enum Kind: Hashable, Sendable {
        case notFound, permissionDenied, refused, tooManyFiles, timedOut, other
    }

    package var kind: Kind {
        switch code {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .permissionDenied
        case ECONNREFUSED: .refused
        case EMFILE, ENFILE: .tooManyFiles
        case ETIMEDOUT: .timedOut
        default: .other
        }
    }

    package var description: String {
        "could not \(operation): \(String(cString: strerror(code)))"
    }
}
