/// Writes JSON texts in UTF-8.
///
/// The layout is that of Python's `json.dumps`: one value a line when indented, empty arrays and
/// objects as `[]` and `{}`. Quotes, backslashes and control characters are escaped (`\n`,
/// `\u001b`), everything else stands raw unless ``escapesNonASCII`` is set.
public struct JSONWriter: Sendable, Hashable {
    /// The lines of a text.
    public enum Layout: Sendable, Hashable {
        /// Everything on one line.
        case compact
        /// A line for each value, indented by a number of spaces for each level.
        case indented(spaces: Int)
        /// A line for each value, indented by a number of tabs for each level.
        case tabbed(Int)
    }

    /// What ends a line.
    public enum LineEnd: Sendable, Hashable {
        /// A line feed.
        case lf
        /// A carriage return and a line feed, as on Windows.
        case crlf
    }

    /// The lines, a single one by default.
    public var layout: Layout
    /// Tells whether a space follows each colon, by default where there are lines.
    public var spacesAfterColons: Bool
    /// Tells whether a space follows each comma, at the end of a line too, as Python 2 wrote it.
    public var spacesAfterCommas: Bool
    /// What ends a line, a line feed by default.
    public var lineEnd: LineEnd
    /// Tells whether the members of objects are sorted by the code points of their keys.
    public var sortsKeys: Bool
    /// Tells whether everything beyond ASCII is escaped as `\uXXXX`, and DEL with it, as Python's
    /// `ensure_ascii` does.
    public var escapesNonASCII: Bool
    /// Tells whether numbers are spelled as Python's `json` would spell them after reading them.
    ///
    /// `1E5` becomes `100000.0` and `-0` becomes `0`. A number beyond the range of `Double` keeps
    /// its spelling, where Python would write `Infinity`, which is no JSON.
    public var respellsNumbers: Bool
    /// Tells whether the text starts with a byte order mark.
    public var startsWithByteOrderMark: Bool
    /// Tells whether a line end closes the text.
    public var endsWithNewline: Bool

    /// Makes a writer, a compact one by default.
    public init(
        layout: Layout = .compact,
        spacesAfterColons: Bool? = nil,
        spacesAfterCommas: Bool = false,
        lineEnd: LineEnd = .lf,
        sortsKeys: Bool = false,
        escapesNonASCII: Bool = false,
        respellsNumbers: Bool = false,
        startsWithByteOrderMark: Bool = false,
        endsWithNewline: Bool = false
    ) {
        self.layout = layout
        self.spacesAfterColons = spacesAfterColons ?? (layout != .compact)
        self.spacesAfterCommas = spacesAfterCommas
        self.lineEnd = lineEnd
        self.sortsKeys = sortsKeys
        self.escapesNonASCII = escapesNonASCII
        self.respellsNumbers = respellsNumbers
        self.startsWithByteOrderMark = startsWithByteOrderMark
        self.endsWithNewline = endsWithNewline
    }

    /// Writes on one line without white space.
    public static let compact = JSONWriter()

    /// Writes for people: two spaces a level, members in their order.
    public static let pretty = JSONWriter(layout: .indented(spaces: 2), endsWithNewline: true)

    /// Writes as `nbformat.write` does: one space a level, keys sorted, a line feed at the end.
    public static let notebook = JSONWriter(
        layout: .indented(spaces: 1),
        sortsKeys: true,
        respellsNumbers: true,
        endsWithNewline: true
    )

    /// Writes a value.
    ///
    /// - Parameter value: The value.
    /// - Returns: The text in UTF-8.
    public func bytes(for value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return bytes
    }

    /// Writes a value at the end of other bytes.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - bytes: What the text in UTF-8 is appended to.
    public func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        JSONPrinter.append(to: &bytes, options: self) { printer in
            printer.begin()
            printer.value(value)
            printer.end()
        }
    }
}
