internal import NotebookModel

/// JSON values as Python has them after reading.
enum PythonJSON {
    /// The members of an object, of several with one name the last at the place of the first.
    static func distinct(_ object: JSONObject) -> JSONObject {
        if object.count <= 12, !repeatsKeys(object) { return object }
        var places: [[UInt8]: Int] = [:]
        var members: [JSONObject.Member] = []
        for member in object.members {
            if let place = places.updateValue(members.count, forKey: Array(member.key.utf8)) {
                places[Array(member.key.utf8)] = place
                members[place].value = member.value
            } else {
                members.append(member)
            }
        }
        return JSONObject(members: members)
    }

    /// Tells whether two members of an object have one name; for small objects.
    private static func repeatsKeys(_ object: JSONObject) -> Bool {
        for index in object.members.indices.dropFirst() {
            let key = object.members[index].key
            for other in object.members[..<index] where other.key.utf8.count == key.utf8.count {
                if other.key.utf8.elementsEqual(key.utf8) { return true }
            }
        }
        return false
    }

    /// Writes a value as `json.dumps` does: on one line, in ASCII.
    static func dumps(_ value: JSONValue) -> [UInt8] {
        JSONWriter(
            spacesAfterColons: true,
            spacesAfterCommas: true,
            escapesNonASCII: true,
            respellsNumbers: true
        ).bytes(for: normalized(value))
    }

    /// Writes a value on one line, in ASCII, with its numbers as they are spelled.
    static func exact(_ value: JSONValue) -> [UInt8] {
        JSONWriter(spacesAfterColons: true, spacesAfterCommas: true, escapesNonASCII: true)
            .bytes(for: value)
    }

    /// Tells whether Python takes the value as true.
    static func isTrue(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null: false
        case .bool(let bool): bool
        case .number(let number): number.double != 0
        case .string(let text): !text.isEmpty
        case .array(let values): !values.isEmpty
        case .object(let object): !object.isEmpty
        }
    }

    private static func normalized(_ value: JSONValue, depth: Int = 0) -> JSONValue {
        switch value {
        case .number(let number):
            // Python reads what is too large as infinite.
            guard number.isJSON, !number.isInteger, let double = number.double, double.isInfinite
            else { return value }
            return .number(double)
        case .array(let values) where depth < 500:
            return .array(values.map { normalized($0, depth: depth + 1) })
        case .object(let object) where depth < 500:
            return .object(
                JSONObject(
                    distinct(object).members.map {
                        ($0.key, normalized($0.value, depth: depth + 1))
                    }
                )
            )
        default:
            return value
        }
    }
}
