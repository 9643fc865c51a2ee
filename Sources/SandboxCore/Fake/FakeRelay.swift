internal import NotebookModel

/// What of a cell's text reaches the host: all below the cap, else the head and the tail, as the real agent does it.
///
/// The head, three quarters of the cap, is sent at once. Beyond it the last bytes are kept until the end, and what lies
/// between is counted. Cuts never divide a character.
struct FakeRelay: Sendable {
    private let cell: UInt32
    private var head: Int?
    private var room: Int
    private var tail: [(stream: StreamName, bytes: ArraySlice<UInt8>)] = []
    private var kept = 0
    private var dropped: [StreamName: Int] = [:]
    /// Bytes that may complete the last character of a stream's head.
    private var open: [StreamName: Int] = [.stdout: 3, .stderr: 3]
    private(set) var counts: [StreamName: Int] = [.stdout: 0, .stderr: 0]

    /// - Parameter cap: The most bytes to pass on; nil is no limit.
    init(cell: UInt32, cap: Int?) {
        self.cell = cell
        room = (cap ?? 0) / 4
        head = cap.map { $0 - $0 / 4 }
    }

    /// Takes text, and gives what is to be sent now.
    mutating func write(_ bytes: [UInt8], to stream: StreamName) -> [Frame] {
        counts[stream, default: 0] += bytes.count
        guard let head else { return frames(bytes[...], of: stream) }
        guard bytes.count > head else {
            self.head = head - bytes.count
            return frames(bytes[...], of: stream)
        }
        var cut = head
        self.head = 0
        while let left = open[stream], left > 0, cut < bytes.count, isContinuation(bytes[cut]) {
            cut += 1
            room = max(0, room - 1)
            open[stream] = left - 1
        }
        var frames = frames(bytes[..<cut], of: stream)
        if cut < bytes.count {
            open[stream] = 0
            let isNew = dropped.isEmpty
            keep(bytes[cut...], of: stream)
            if isNew, !dropped.isEmpty { frames.append(gap(0, of: stream)) }
        }
        return frames
    }

    /// Tells what was dropped, then gives the tail.
    mutating func finish() -> [Frame] {
        var frames: [Frame] = []
        for stream in [StreamName.stdout, .stderr] where dropped[stream] != nil {
            trimTail(of: stream)
            frames.append(gap(dropped[stream] ?? 0, of: stream))
        }
        for piece in tail { frames += self.frames(piece.bytes, of: piece.stream) }
        tail = []
        return frames
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>, of stream: StreamName) {
        tail.append((stream, bytes))
        kept += bytes.count
        while kept > room, let oldest = tail.first {
            let count = min(oldest.bytes.count, kept - room)
            dropped[oldest.stream, default: 0] += count
            kept -= count
            if count == oldest.bytes.count {
                tail.removeFirst()
            } else {
                tail[0].bytes = oldest.bytes.dropFirst(count)
            }
        }
    }

    /// Removes the end of a character whose beginning was dropped.
    private mutating func trimTail(of stream: StreamName) {
        var left = 3
        for index in tail.indices where tail[index].stream == stream {
            while left > 0, let byte = tail[index].bytes.first, isContinuation(byte) {
                tail[index].bytes.removeFirst()
                dropped[stream, default: 0] += 1
                left -= 1
            }
            if !tail[index].bytes.isEmpty { return }
        }
    }

    private func frames(_ bytes: ArraySlice<UInt8>, of stream: StreamName) -> [Frame] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: Frame.dataLimit).map { start in
            let end = min(start + Frame.dataLimit, bytes.endIndex)
            return Frame(
                stream == .stdout ? .standardOutput : .standardError,
                id: cell,
                payload: Array(bytes[start..<end])
            )
        }
    }

    /// A count of 0 says that something will be dropped.
    private func gap(_ count: Int, of stream: StreamName) -> Frame {
        let message: JSONValue = ["stream": .string(stream.rawValue), "bytes": .number(count)]
        return Frame(.gap, id: cell, payload: message.compactBytes())
    }

    private func isContinuation(_ byte: UInt8) -> Bool { byte & 0b1100_0000 == 0b1000_0000 }
}
