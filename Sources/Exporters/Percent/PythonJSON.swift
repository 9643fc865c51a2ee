internal import NotebookModel

/// JSON values as Python has them after reading.
enum PythonJSON {
    /// The members of an object, of several with one name the last at the place of the first.
    static func distinct(_ object: JSONObject) -> JSONObject {
        if hasFewMembers(object) { return object }
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

    /// Tells whether an object is a small one, all of whose members have different names.
    static func hasFewMembers(_ object: JSONObject) -> Bool {
        object.count <= 12 && !repeatsKeys(object)
    }

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
        var output: [UInt8] = []
        append(value, respelled: true, to: &output)
        return output
    }

    /// Writes a value on one line, in ASCII, with its numbers as they are spelled.
    static func exact(_ value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        append(value, respelled: false, to: &output)
        return output
    }

    /// Appends a value on one line, in ASCII.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - isRespelled: Whether it is written as `json.dumps` does after reading.
    ///   - output: What it is appended to.
    static func append(_ value: JSONValue, respelled isRespelled: Bool, to output: inout [UInt8]) {
        if appendSimple(value, to: &output) { return }
        let writer = JSONWriter(
            spacesAfterColons: true,
            spacesAfterCommas: true,
            escapesNonASCII: true,
            respellsNumbers: isRespelled
        )
        writer.append(isRespelled ? normalized(value) : value, to: &output)
    }

    /// Appends plain text, a truth value or a list or object of few of those, for which a writer is
    /// too much.
    ///
    /// - Returns: Whether it is such a value; if not, the output is as before.
    private static func appendSimple(
        _ value: JSONValue,
        depth: Int = 0,
        to output: inout [UInt8]
    ) -> Bool {
        let count = output.count
        var isSimple = depth < 4
        switch value {
        case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
        case .string(let text): isSimple = appendPlain(text, to: &output)
        case .array(let values):
            output.append(0x5B)
            for (index, value) in values.enumerated() where isSimple {
                if index > 0 { output.append(contentsOf: [0x2C, 0x20]) }
                isSimple = appendSimple(value, depth: depth + 1, to: &output)
            }
            output.append(0x5D)
        case .object(let object):
            isSimple = isSimple && hasFewMembers(object)
            output.append(0x7B)
            for (index, member) in object.members.enumerated() where isSimple {
                if index > 0 { output.append(contentsOf: [0x2C, 0x20]) }
                isSimple = appendPlain(member.key, to: &output)
                output.append(contentsOf: [0x3A, 0x20])
                isSimple = isSimple && appendSimple(member.value, depth: depth + 1, to: &output)
            }
            output.append(0x7D)
        case .number(let number): isSimple = appendCount(number.lexeme, to: &output)
        case .null: isSimple = false
        }
        if !isSimple { output.removeSubrange(count...) }
        return isSimple
    }

    /// Appends a number of few digits and nothing else.
    private static func appendCount(_ digits: String, to output: inout [UInt8]) -> Bool {
        guard digits.utf8.count < 19, let first = digits.utf8.first,
            first != 0x30 || digits.utf8.count == 1,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        output.append(contentsOf: digits.utf8)
        return true
    }

    private static func appendPlain(_ text: String, to output: inout [UInt8]) -> Bool {
        text.withBytes { bytes in
            for index in bytes.indices where !isPlain(bytes[index]) { return false }
            output.append(0x22)
            output.append(copying: bytes)
            output.append(0x22)
            return true
        }
    }

    /// Tells whether a byte stands for itself in a string of JSON.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
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
