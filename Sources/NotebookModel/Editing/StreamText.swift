/// The text of a stream with the place where the next character goes.
///
/// Controls do what they do in JupyterLab's output areas (4.6, `OutputAreaModel`):
/// - A carriage return goes back to the start of the line; what follows overwrites the line
///   character by character.
/// - A backspace removes the character before the place, and the one at it if the line goes on
///   there.
/// - A line feed ends the line behind all that it holds.
///
/// Other controls and terminal sequences are ordinary characters. Characters are Unicode scalars,
/// where JupyterLab counts UTF-16 units and may leave half a character.
struct StreamText: Sendable {
    /// The text up to the place, in UTF-8.
    private var head: [UInt8] = []
    /// The rest of the line behind the place, backwards, so that both grow and shrink at the end.
    private var tail: [UInt8] = []

    /// The text as it stands.
    var text: String {
        String(decoding: head + tail.reversed(), as: UTF8.self)
    }

    /// Writes text, in time that grows with its length alone over any number of calls.
    mutating func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            switch byte {
            case StreamText.backspace:
                removeBackwards()
                rest.removeFirst()
            case StreamText.carriageReturn:
                returnToStartOfLine()
                rest.removeFirst()
            case StreamText.lineFeed:
                endLine()
                rest.removeFirst()
            default:
                let run = rest.prefix { !isControl($0) }
                overwrite(with: run)
                rest = rest[run.endIndex...]
            }
        }
    }

    private static let backspace: UInt8 = 0x08
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// Tells whether a byte ends a run; at the end of the line a line feed is like any character.
    private func isControl(_ byte: UInt8) -> Bool {
        byte == StreamText.carriageReturn || byte == StreamText.backspace
            || (byte == StreamText.lineFeed && !tail.isEmpty)
    }

    private mutating func overwrite(with run: ArraySlice<UInt8>) {
        head.append(contentsOf: run)
        guard !tail.isEmpty else { return }
        for byte in run where !StreamText.isContinuation(byte) { removeForwards() }
    }

    private mutating func returnToStartOfLine() {
        let start = head.lastIndex(of: StreamText.lineFeed).map { $0 + 1 } ?? 0
        tail.append(contentsOf: head[start...].reversed())
        head.removeSubrange(start...)
    }

    private mutating func endLine() {
        head.append(contentsOf: tail.reversed())
        tail.removeAll(keepingCapacity: true)
        head.append(StreamText.lineFeed)
    }

    private mutating func removeBackwards() {
        guard let last = head.last, last != StreamText.lineFeed else { return }
        while let byte = head.popLast(), StreamText.isContinuation(byte) {}
        removeForwards()
    }

    private mutating func removeForwards() {
        tail.removeLast(min(1, tail.count))
        while let byte = tail.last, StreamText.isContinuation(byte) { tail.removeLast() }
    }

    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
