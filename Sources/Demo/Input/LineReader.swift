import SandboxCore

/// Lines of standard input, without keeping any thread of the concurrency runtime waiting.
final class LineReader: Sendable {
    enum Line: Sendable {
        case text(String)
        /// One that is not kept.
        case tooLong(byteCount: Int)
        case end
        case cancelled
    }

    static let shared = LineReader()

    private static let limit = 1 << 20
    /// What was read and is not yet a line, and how much of a line that is too long was let go.
    private let pending = Guarded<(bytes: [UInt8], dropped: Int)>(([], 0))

    /// The next line without its end.
    ///
    /// Cancelling the task gives up without losing input.
    func next() async -> Line {
        if let line = takeLine(atEnd: false) { return line }
        guard let pipe = System.makePipe() else { return .end }
        let writer = Guarded<Int32?>(pipe.writer)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                System.startThread {
                    let line = self.wait(or: pipe.reader)
                    writer.withLock { writer in
                        System.closeDescriptor(pipe.writer)
                        writer = nil
                    }
                    System.closeDescriptor(pipe.reader)
                    continuation.resume(returning: line)
                }
            }
        } onCancel: {
            writer.withLock { writer in
                if let writer { System.write([0], to: writer) }
            }
        }
    }

    private func wait(or cancellation: Int32) -> Line {
        while true {
            if let line = takeLine(atEnd: false) { return line }
            guard System.waitToRead(System.input, or: cancellation) else { return .cancelled }
            guard let bytes = System.read(System.input), !bytes.isEmpty else {
                return takeLine(atEnd: true) ?? .end
            }
            pending.withLock { $0.bytes += bytes }
        }
    }

    private func takeLine(atEnd: Bool) -> Line? {
        pending.withLock { pending in
            let end = pending.bytes.firstIndex(of: UInt8(ascii: "\n"))
            var line = pending.bytes[..<(end ?? pending.bytes.count)]
            let isWhole = end != nil || atEnd && !line.isEmpty
            let count = pending.dropped + line.count
            if count > Self.limit {
                pending.bytes.removeFirst(end.map { $0 + 1 } ?? line.count)
                pending.dropped = end == nil && !atEnd ? count : 0
                return end == nil && !atEnd ? nil : .tooLong(byteCount: count)
            }
            guard isWhole else { return nil }
            if end != nil, line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            let text = String(decoding: line, as: UTF8.self)
            pending.bytes.removeFirst(end.map { $0 + 1 } ?? pending.bytes.count)
            return .text(text)
        }
    }
}
