public import NotebookModel

extension JSONPointer: ExpressibleByStringInterpolation {
    /// Makes the pointer that a test spells out.
    public init(stringLiteral value: String) {
        guard let pointer = JSONPointer(text: value) else {
            preconditionFailure("no pointer: \(value)")
        }
        self = pointer
    }
}
