extension JSONValue {
    /// Tells whether the value is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The truth value, if this is one.
    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The number, if this is one.
    public var numberValue: JSONNumber? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    /// The integer, if this is a number without a fraction that fits.
    public var intValue: Int? {
        numberValue?.int
    }

    /// The nearest floating-point value, if this is a number.
    public var doubleValue: Double? {
        numberValue?.double
    }

    /// The string, if this is one.
    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The elements, if this is an array.
    public var arrayValue: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, if this is an object.
    public var objectValue: JSONObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// The value of a member, if this is an object that has it.
    ///
    /// - Parameter key: The name of the member; the last of several with that name counts.
    public subscript(key: String) -> JSONValue? {
        objectValue?[key]
    }

    /// An element, if this is an array that is long enough.
    ///
    /// - Parameter index: The position, from zero.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let values) = self, values.indices.contains(index) else { return nil }
        return values[index]
    }
}
