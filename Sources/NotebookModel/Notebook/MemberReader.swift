/// The members of a JSON object, taken out one by one; the rest is what nobody asked for.
struct MemberReader {
    /// The members that were not taken.
    private(set) var rest: JSONObject

    init(_ object: JSONObject) {
        rest = object
    }

    /// Takes a member; of several with its name the last counts and all are taken.
    mutating func take(_ key: String) -> JSONValue? {
        rest.removeValue(forKey: key)
    }

    /// Takes a member if its value can be read in a way; else it stays in the rest.
    mutating func take<Value>(_ key: String, as read: (JSONValue) -> Value?) -> Value? {
        guard let value = rest[key].flatMap(read) else { return nil }
        rest[key] = nil
        return value
    }

    mutating func takeBundle(_ key: String) -> MIMEBundle {
        take(key, as: \.objectValue).map(MIMEBundle.init) ?? MIMEBundle()
    }

    /// Takes the attachments; an empty object stays in the rest, so that it is written again.
    mutating func takeAttachments() -> [CellAttachment] {
        let attachments = take("attachments") { value -> [CellAttachment]? in
            guard case .object(let object) = value, !object.isEmpty else { return nil }
            var attachments: [CellAttachment] = []
            for member in object {
                guard case .object(let types) = member.value else { return nil }
                attachments.append(CellAttachment(name: member.key, content: MIMEBundle(types)))
            }
            return attachments
        }
        return attachments ?? []
    }
}

extension JSONValue {
    /// An integer, also of a string or a number with a zero fraction.
    var lenientInt: Int? {
        switch self {
        case .number(let number): number.int
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// A count: an integer, or `null` for none.
    var lenientCount: Int?? {
        isNull ? .some(nil) : lenientInt.map(Optional.some)
    }

    /// A text, or a list of texts joined; `null` is empty.
    var multilineText: String? {
        switch self {
        case .string(let text): text
        case .null: ""
        case .array: texts?.joined()
        default: nil
        }
    }

    /// The elements of a list of texts.
    var texts: [String]? {
        guard case .array(let values) = self else { return nil }
        var texts: [String] = []
        texts.reserveCapacity(values.count)
        for value in values {
            guard case .string(let text) = value else { return nil }
            texts.append(text)
        }
        return texts
    }
}
