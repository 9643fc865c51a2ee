/// Reads JSON texts (RFC 8259) in UTF-8.
///
/// Beyond the standard a byte order mark is skipped, and the `NaN`, `Infinity` and `-Infinity` that
/// Python writes are read unless switched off. Nothing is read recursively, so a hostile text can't
/// exhaust the stack; memory use is bounded by a small multiple of the size of the text.
public struct JSONParser: Sendable, Hashable {
    /// How deep arrays and objects may be nested, 512 by default.
    ///
    /// Python's `json` gives up near 1,000. Nested values are written and freed recursively, which
    /// takes stack: 512 levels up to 256 KiB, and 1 MiB in a build that isn't optimized. On threads
    /// with less, as secondary ones are, lower the limit; raise it only where there is more.
    public var maximumDepth: Int

    /// How many bytes a text may have, without limit by default.
    public var maximumByteCount: Int

    /// How many values a text may hold, keys aside, without limit by default.
    ///
    /// A value takes up to forty times the memory of its text: bound the count for hostile texts.
    public var maximumValueCount: Int

    /// Tells whether `NaN`, `Infinity` and `-Infinity` are read as numbers, true by default.
    public var acceptsNonFiniteNumbers: Bool

    /// Makes a parser.
    public init(
        maximumDepth: Int = 512,
        maximumByteCount: Int = .max,
        maximumValueCount: Int = .max,
        acceptsNonFiniteNumbers: Bool = true
    ) {
        self.maximumDepth = maximumDepth
        self.maximumByteCount = maximumByteCount
        self.maximumValueCount = maximumValueCount
        self.acceptsNonFiniteNumbers = acceptsNonFiniteNumbers
    }

    /// Reads a text.
    ///
    /// - Parameter bytes: The text in UTF-8, with white space around it if need be.
    /// - Returns: The value.
    /// - Throws: `JSONError` at the first byte that can't belong to a JSON text, or at a limit.
    public func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        guard bytes.count <= maximumByteCount else {
            throw JSONError(.tooLarge(limit: maximumByteCount), at: 0, in: bytes[...])
        }
        var reader = JSONReader(bytes: bytes, options: self)
        return try reader.document()
    }

    /// Tells whether a text is well formed and within the limits, without reading it.
    ///
    /// - Parameter bytes: The text in UTF-8, with white space around it if need be.
    /// - Returns: Whether ``parse(_:)-([UInt8])`` would return a value.
    func accepts(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= maximumByteCount else { return false }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var scanner = JSONScanner(options: self, position: start)
        let text = bytes.span
        return scanner.value(text, depth: 0) && scanner.peek(text) == nil
    }

    /// Reads a part of a byte sequence as a text.
    ///
    /// - Parameter bytes: The text in UTF-8; offsets in errors count from its start.
    /// - Returns: The value.
    /// - Throws: `JSONError` at the first byte that can't belong to a JSON text, or at a limit.
    public func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        try parse(Array(bytes))
    }
}
