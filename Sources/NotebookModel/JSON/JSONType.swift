/// What a JSON value is.
///
/// As in JSON Schema of draft 4, which notebooks are defined by, an integer is a number without a
/// fraction and an exponent: `1.0` is none.
public enum JSONType: Sendable, Hashable {
    /// The value `null`.
    case null
    /// The value `true` or `false`.
    case boolean
    /// A number spelled as an integer.
    case integer
    /// Any other number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
}

extension JSONType: CustomStringConvertible {
    /// The type in words, for example "an integer".
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean: "true or false"
        case .integer: "an integer"
        case .number: "a number with a fraction or an exponent"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// What the value is.
    public var type: JSONType {
        switch self {
        case .null: .null
        case .bool: .boolean
        case .number(let number): number.isInteger ? .integer : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
