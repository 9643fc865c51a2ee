/// A text that must not be seen: a key, a password, a token.
///
/// Printing it, or what holds it, shows `<secret>`.
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
