/// A text that must not be seen: a key, a password, a token.
///
/// Printing it, or what holds it, shows `<secret>`. Given to a session, it is hidden in all that comes
/// from there; where a cell's own source spells it out, the notebook still does.
public struct Secret: Hashable, Sendable {
    /// The text itself.
    public let exposed: String

    /// Wraps a text.
    public init(_ text: String) {
        exposed = text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `<secret>`.
    public var description: String { "<secret>" }

    /// `<secret>`.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
