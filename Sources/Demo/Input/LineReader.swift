import SandboxCore

/// Lines of standard input, without keeping any thread of the concurrency runtime waiting.
final class LineReader: Sendable {
    enum Line: Sendable {
        case text(String)
        case end
        case cancelled
    }

    static let shared = LineReader()

    private static let limit = 1 << 20
    private let pending = Guarded<[UInt8]>([])

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
            pending.withLock { $0 += bytes }
        }
    }

    private func takeLine(atEnd: Bool) -> Line? {
        pending.withLock { pending in
            guard let end = pending.firstIndex(of: UInt8(ascii: "\n")) else {
                guard pending.count > Self.limit || atEnd && !pending.isEmpty else { return nil }
                defer { pending = [] }
                return .text(String(decoding: pending, as: UTF8.self))
            }
            var line = pending[..<end]
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            let text = String(decoding: line, as: UTF8.self)
            pending.removeSubrange(...end)
            return .text(text)
        }
    }
}
