#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How long to leave a flood alone between two reads, so that the system's buffer nearly fills.
///
/// A reader that takes each piece at once keeps every process on the way awake for a few kilobytes
/// at a time: containerd's shim passes 4 KiB, and a chain of five processes on two processors then
/// spends its time on waking each other.
package struct Pacing: Sendable {
    private static let flood = 32 << 10
    private static let trickle = 4 << 10
    private static let longest = Duration.microseconds(400)
    private static let step = Duration.microseconds(4)

    private let capacity: Int
    /// How long to wait before the next read, if it should wait.
    package private(set) var rest: Duration?

    /// For a descriptor whose system's buffer has so many bytes.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    init(descriptor: Int32) {
        var size: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = getsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, &length)
        self.init(capacity: result == 0 ? Int(size) : 0)
    }

    /// Takes into account how many bytes were just read.
    ///
    /// A buffer that was full shortens the rest a little; one that was not makes it longest.
    package mutating func read(_ count: Int) {
        if count < Self.trickle {
            rest = nil
        } else if count >= capacity / 4 * 3 {
            rest = rest.map { max(.zero, $0 - Self.step) }
        } else if count >= Self.flood {
            rest = Self.longest
        }
    }
}
