internal import CSandboxShims

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The descriptors of a process about to start, on both sides.
struct Endpoints {
    private(set) var stream: Int32 = -1
    private(set) var errors: Int32 = -1
    private(set) var report: Int32?
    /// What the child gets as its first descriptors.
    private(set) var childDescriptors: [Int32] = []

    init(_ command: ProcessCommand) throws {
        do {
            let (near, far) = try Self.pair("make a socket pair", sandbox_socketpair)
            stream = near
            childDescriptors = [far, far]
            let (errorReader, errorWriter) = try Self.pair("make a pipe", sandbox_pipe)
            errors = errorReader
            childDescriptors.append(errorWriter)
            if command.mergesErrors {
                childDescriptors[2] = far
                close(errorWriter)
            }
            for bytes in command.files {
                let file = bytes.withUnsafeBytes {
                    sandbox_memory_file($0.baseAddress, $0.count)
                }
                guard file >= 0 else { throw SystemError.current("make a memory file") }
                childDescriptors.append(file)
            }
            if command.reports {
                let (reader, writer) = try Self.pair("make a pipe", sandbox_pipe)
                report = reader
                childDescriptors.append(writer)
            }
        } catch {
            closeAll()
            throw error
        }
    }

    mutating func closeChildEnds() {
        for descriptor in Set(childDescriptors) { close(descriptor) }
        childDescriptors = []
    }

    mutating func closeAll() {
        closeChildEnds()
        for descriptor in [stream, errors, report ?? -1] where descriptor >= 0 { close(descriptor) }
    }

    private static func pair(
        _ operation: String,
        _ make: (UnsafeMutablePointer<Int32>?) -> Int32
    ) throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        guard make(&ends) == 0 else { throw SystemError.current(operation) }
        return (ends[0], ends[1])
    }
}
