internal import NotebookModel

/// Replaces secrets in both streams of a cell.
///
/// A stream's held end waits for more of its own stream, also while others come: else a secret
/// that is written in two pieces, with a line of a log between them, would be shown.
struct TextRedactor: Sendable {
    private let redactor: SecretRedactor
    private var streams: [StreamName: StreamRedactor] = [:]

    init(_ redactor: SecretRedactor) {
        self.redactor = redactor
    }

    /// Takes a piece, and gives what can be shown now.
    mutating func take(_ bytes: [UInt8], from stream: StreamName) -> [UInt8] {
        guard !redactor.isIdle else { return bytes }
        return streams[stream, default: StreamRedactor(redactor.matcher)].take(bytes)
    }

    /// Gives what was held back of a stream of which bytes are missing now.
    mutating func cut(_ stream: StreamName) -> [UInt8] {
        guard !redactor.isIdle else { return [] }
        return streams[stream, default: StreamRedactor(redactor.matcher)].cut()
    }

    /// Gives what was held back of each stream: nothing more comes.
    mutating func flush() -> [(stream: StreamName, bytes: [UInt8])] {
        [StreamName.stdout, .stderr].compactMap { stream in
            guard let bytes = streams[stream]?.flush(), !bytes.isEmpty else { return nil }
            return (stream, bytes)
        }
    }
}
