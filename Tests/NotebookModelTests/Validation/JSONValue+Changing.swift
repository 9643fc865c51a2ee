import NotebookModel

extension JSONPointer {
    /// Reads the text of a pointer.
    init(_ text: String) {
        self.init(
            text.split(separator: "/").map {
                String($0).replacing("~1", with: "/").replacing("~0", with: "~")
            }
        )
    }
}

extension JSONValue {
    /// The places in the value, itself the first.
    var pointers: [JSONPointer] {
        let inner: [(String, JSONValue)] =
            switch self {
            case .array(let values): values.enumerated().map { (String($0), $1) }
            case .object(let object): object.map { ($0.key, $0.value) }
            default: []
            }
        return [JSONPointer()]
            + inner.flatMap { token, value in
                value.pointers.map { JSONPointer([token] + $0.tokens) }
            }
    }

    /// Puts a value at a place; `nil` removes what is there.
    func setting(_ pointer: String, to value: JSONValue?) -> JSONValue {
        changing(JSONPointer(pointer)) { _ in value } ?? .null
    }

    /// Changes the value at a place; `nil` removes the member or the element.
    func changing(
        _ pointer: JSONPointer,
        _ change: (JSONValue) -> JSONValue?
    ) -> JSONValue? {
        guard let token = pointer.tokens.first else { return change(self) }
        let rest = JSONPointer(Array(pointer.tokens.dropFirst()))
        switch self {
        case .object(var object):
            object[token] = (object[token] ?? .null).changing(rest, change)
            return .object(object)
        case .array(var values):
            guard let index = Int(token), values.indices.contains(index) else { return self }
            let new = values[index].changing(rest, change)
            values.replaceSubrange(index...index, with: new.map { [$0] } ?? [])
            return .array(values)
        default:
            return self
        }
    }
}
