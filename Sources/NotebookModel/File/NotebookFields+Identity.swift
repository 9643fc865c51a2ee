extension NotebookFields {
    /// The fields by the bytes of their keys.
    var byKey: [[UInt8]: Field] {
        Dictionary(members.map { (Array($0.key.utf8), $0.field) }) { $1 }
    }

    func isIdentical(to other: NotebookFields) -> Bool {
        members.count == other.members.count
            && zip(members, other.members).allSatisfy {
                $0.key.hasSameBytes(as: $1.key) && $0.field.isIdentical(to: $1.field)
            }
    }
}

extension NotebookFields.Field {
    /// Whether the two are written the same.
    ///
    /// Equality of strings is not enough: it takes an accented letter and a letter with an accent
    /// for the same.
    func isIdentical(to other: NotebookFields.Field) -> Bool {
        switch (self, other) {
        case (.value(let left), .value(let right)): left.isIdentical(to: right)
        case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
        case (.lines(let left), .lines(let right)): left.hasSameBytes(as: right)
        case (.object(let left), .object(let right)): left.isIdentical(to: right)
        case (.fields(let left), .fields(let right)): left.isIdentical(to: right)
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
        case (.texts(let left), .texts(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.hasSameBytes(as: $1) }
        case (.count(let left), .count(let right)): left == right
        default: false
        }
    }
}

extension JSONValue {
    func isIdentical(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
        case (.object(let left), .object(let right)): left.isIdentical(to: right)
        default: self == other
        }
    }
}

extension JSONObject {
    func isIdentical(to other: JSONObject) -> Bool {
        count == other.count
            && zip(self, other).allSatisfy {
                $0.key.hasSameBytes(as: $1.key) && $0.value.isIdentical(to: $1.value)
            }
    }
}
