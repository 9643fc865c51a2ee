/// A JSON document, or a part of one.
///
/// Objects keep the order of their members and numbers keep their spelling, so that reading and
/// writing loses nothing that matters to a reader. Values are equal when they are written the same:
/// strings when they have the same bytes, objects when they have equal members in the same order.
///
/// A JSON text may hold a surrogate without its partner (`"\ud800"`), which no Swift string can.
/// Such a surrogate is read as a stand-in from the end of the last private-use plane, U+10F800 +
/// (surrogate − U+D800), and written back as the same escape. A genuine character of that range is
/// read as the stand-ins of its two surrogates and written back as itself.
public enum JSONValue: Sendable, Hashable {
    /// The value `null`.
    case null
    /// The value `true` or `false`.
    case bool(Bool)
    /// A number with its spelling.
    case number(JSONNumber)
    /// A string, its escapes resolved.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, its members in order.
    case object(JSONObject)
}

extension JSONValue {
    /// Makes a number of an integer.
    public static func number(_ value: Int) -> JSONValue {
        .number(JSONNumber(value))
    }

    /// Makes a number of a floating-point value, spelled as Python spells it.
    public static func number(_ value: Double) -> JSONValue {
        .number(JSONNumber(value))
    }

    /// Reads a JSON text with the default limits of ``JSONParser``.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Throws: `JSONError` at the first byte that can't belong to a JSON text.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        self = try JSONParser().parse(bytes)
    }

    /// Writes the value without white space.
    ///
    /// - Returns: The JSON text in UTF-8.
    public func compactBytes() -> [UInt8] {
        JSONWriter.compact.bytes(for: self)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The compact JSON text.
    public var description: String {
        String(decoding: compactBytes(), as: UTF8.self)
    }
}
