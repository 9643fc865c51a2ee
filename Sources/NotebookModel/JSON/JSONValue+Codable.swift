extension JSONValue: Codable {
    /// Decodes any value.
    ///
    /// A decoder may not tell how a number was spelled, nor the order of members: they are sorted
    /// by key. Use ``JSONParser`` where that matters.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: JSONKey.self) {
            self = .object(try JSONObject(from: container))
        } else if var container = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !container.isAtEnd { values.append(try container.decode(JSONValue.self)) }
            self = .array(values)
        } else {
            self = try JSONValue(from: try decoder.singleValueContainer())
        }
    }

    private init(from container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .null
        } else if let truth = try? container.decode(Bool.self) {
            self = .bool(truth)
        } else if let integer = try? container.decode(Int.self) {
            self = .number(JSONNumber(integer))
        } else if let number = try? container.decode(Double.self) {
            self = .number(JSONNumber(number))
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    /// Encodes the value.
    ///
    /// An integer that `Int` can't hold and whatever has a fraction or an exponent is encoded as
    /// `Double`.
    ///
    /// - Throws: What the encoder throws, for example for `NaN`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let object): try object.encode(to: encoder)
        case .array(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(value) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let truth):
            var container = encoder.singleValueContainer()
            try container.encode(truth)
        case .string(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .number(let number):
            var container = encoder.singleValueContainer()
            if number.isInteger, let integer = number.int {
                try container.encode(integer)
            } else {
                try container.encode(number.double ?? .nan)
            }
        }
    }
}

extension JSONObject: Codable {
    /// Decodes an object, its members sorted by key.
    public init(from decoder: any Decoder) throws {
        try self.init(from: decoder.container(keyedBy: JSONKey.self))
    }

    fileprivate init(from container: KeyedDecodingContainer<JSONKey>) throws {
        self.init()
        for key in container.allKeys.sorted(by: { $0.stringValue.precedes($1.stringValue) }) {
            let value = try container.decode(JSONValue.self, forKey: key)
            members.append(Member(key: key.stringValue, value: value))
        }
    }

    /// Encodes the object; of several members with one name the last.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: JSONKey.self)
        for member in self {
            try container.encode(member.value, forKey: JSONKey(stringValue: member.key))
        }
    }
}

/// A name of a member, whatever it is.
struct JSONKey: CodingKey {
    let stringValue: String

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    var intValue: Int? { nil }

    init?(intValue: Int) { nil }
}
