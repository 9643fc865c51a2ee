public import NotebookModel

/// Something that a running cell did.
public enum CellEvent: Sendable {
    /// It began to run.
    case started
    /// It wrote text; a character is never cut in two, bytes that are not UTF-8 are replaced.
    case text(StreamName, String)
    /// It wrote these bytes; instead of ``text(_:_:)`` if the options ask for it.
    case bytes(StreamName, [UInt8])
    /// It displayed something, under an identifier if it wants to change it later.
    case output(Output, displayID: String?)
    /// It changed what it, or an earlier cell, displayed under this identifier.
    case updatedDisplay(displayID: String, Output)
    /// It removed its outputs so far; with `wait`, when the next one comes.
    case clearedOutput(wait: Bool)
    /// It asks for a line of text; the session's ``InputPolicy`` answers.
    case inputRequested(InputRequest)
    /// It ended. Always the last event.
    case finished(CellResult)
}

/// The events of one cell, in order.
public typealias CellEvents = AsyncThrowingStream<CellEvent, any Error>
