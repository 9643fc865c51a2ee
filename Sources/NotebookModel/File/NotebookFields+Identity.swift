extension NotebookFields {
    /// The fields by the bytes of their keys.
    var byKey: [[UInt8]: NotebookField] {
        Dictionary(members.map { (Array($0.key.utf8), $0.field) }) { $1 }
    }

    func isIdentical(to other: NotebookFields) -> Bool {
        members.count == other.members.count
            && zip(members, other.members).allSatisfy {
                $0.key.hasSameBytes(as: $1.key) && $0.field.isIdentical(to: $1.field)
            }
    }
}

extension NotebookField {
    /// Whether the two are written the same.
    func isIdentical(to other: NotebookField) -> Bool {
        switch (self, other) {
        case (.value(let left), .value(let right)): left == right
        case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
        case (.lines(let left), .lines(let right)): left.hasSameBytes(as: right)
        case (.object(let left), .object(let right)): left == right
        case (.bundle(let left), .bundle(let right)): left.isIdentical(to: right)
        case (.attachments(let left), .attachments(let right)):
            left.isIdentical(to: right) {
                $0.name.hasSameBytes(as: $1.name) && $0.content.isIdentical(to: $1.content)
            }
        case (.outputs(let left), .outputs(let right)):
            left.isIdentical(to: right) { $0.isIdentical(to: $1) }
        case (.texts(let left), .texts(let right)):
            left.isIdentical(to: right) { $0.hasSameBytes(as: $1) }
        case (.count(let left), .count(let right)): left == right
        default: false
        }
    }
}

extension Output {
    /// Whether the two are written the same.
    func isIdentical(to other: Output) -> Bool {
        NotebookFields(of: self).isIdentical(to: NotebookFields(of: other))
    }
}

extension MIMEBundle {
    fileprivate func isIdentical(to other: MIMEBundle) -> Bool {
        entries.isIdentical(to: other.entries) { left, right in
            guard left.type.hasSameBytes(as: right.type) else { return false }
            return switch (left.content, right.content) {
            case (.json(let left), .json(let right)): left == right
            case (.text(let left), .text(let right)), (.base64(let left), .base64(let right)),
                (.text(let left), .base64(let right)), (.base64(let left), .text(let right)):
                left.hasSameBytes(as: right)
            default: false
            }
        }
    }
}

extension Array {
    fileprivate func isIdentical(
        to other: [Element],
        by isSame: (Element, Element) -> Bool
    ) -> Bool {
        count == other.count && zip(self, other).allSatisfy(isSame)
    }
}
