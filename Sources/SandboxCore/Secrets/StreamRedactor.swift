internal import NotebookModel

/// Replaces secrets in a cell's text, also those that come in pieces.
///
/// The end of a piece that may be the beginning of a secret is held back until more of the stream
/// comes, or something else does.
struct StreamRedactor: Sendable {
    typealias Piece = (stream: StreamName, bytes: [UInt8])

    private let redactor: SecretRedactor
    private var held: Piece?

    init(_ redactor: SecretRedactor) {
        self.redactor = redactor
    }

    /// Takes a piece, and gives what can be shown now.
    mutating func take(_ bytes: [UInt8], from stream: StreamName) -> [Piece] {
        guard !redactor.isIdle else { return [(stream, bytes)] }
        var pieces: [Piece] = []
        var waiting: [UInt8] = []
        if held?.stream == stream {
            waiting = held?.bytes ?? []
            held = nil
        } else {
            pieces += flush()
        }
        let (visible, rest) = redactor.scan((waiting + bytes)[...], isEnd: false)
        if !rest.isEmpty { held = (stream, rest) }
        if !visible.isEmpty { pieces.append((stream, visible)) }
        return pieces
    }

    /// Gives what was held back: something else than text of its stream comes now.
    mutating func flush() -> [Piece] {
        guard let piece = held.take() else { return [] }
        let (visible, rest) = redactor.scan(piece.bytes[...], isEnd: true)
        return [(piece.stream, visible + rest)]
    }
}
