/// Bytes that arrived and were not taken yet.
///
/// A chunk that is taken as it came is not copied.
package struct ByteQueue: Hashable, Sendable {
    private var bytes: [UInt8] = []
    private var start = 0

    package init() {}

    package var isEmpty: Bool { start == bytes.count }

    package mutating func append(_ chunk: [UInt8]) {
        if isEmpty {
            bytes = chunk
        } else {
            bytes.removeSubrange(..<start)
            bytes += chunk
        }
        start = 0
    }

    /// Takes what is there, up to `limit` bytes.
    mutating func take(atMost limit: Int) -> [UInt8] {
        guard start > 0 || bytes.count > limit else { return takeAll() }
        let end = start + min(limit, bytes.count - start)
        let taken = Array(bytes[start..<end])
        start = end
        releaseIfEmpty()
        return taken
    }

    /// Takes everything.
    mutating func takeAll() -> [UInt8] {
        let taken = start == 0 ? bytes : Array(bytes[start...])
        bytes = []
        start = 0
        return taken
    }

    /// Moves bytes to the end of `line`, up to and with the first newline.
    ///
    /// - Parameters:
    ///   - line: What has come of the line before.
    ///   - limit: How many bytes to move at most.
    /// - Returns: Whether the newline was there.
    mutating func moveLine(to line: inout [UInt8], atMost limit: Int) -> Bool {
        let window = bytes[start...].prefix(limit)
        let newline = window.firstIndex(of: HTTPSyntax.newline)
        let end = newline.map { $0 + 1 } ?? window.endIndex
        line += bytes[start..<end]
        start = end
        releaseIfEmpty()
        return newline != nil
    }

    private mutating func releaseIfEmpty() {
        guard isEmpty else { return }
        bytes = []
        start = 0
    }
}
