/// The name of a text stream, in practice `stdout` or `stderr`.
public struct StreamName: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
    /// The standard output.
    public static let stdout = StreamName(rawValue: "stdout")
    /// The standard error output.
    public static let stderr = StreamName(rawValue: "stderr")

    /// The name as files have it.
    public let rawValue: String

    /// Makes a name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes a name of a literal.
    public init(stringLiteral value: String) {
        rawValue = value
    }
}
