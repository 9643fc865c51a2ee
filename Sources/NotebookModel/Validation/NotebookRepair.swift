/// A change to the JSON of a notebook that mended a problem of it.
public struct NotebookRepair: Sendable, Hashable {
    /// What was done at a place.
    public enum Change: Sendable, Hashable {
        /// A member was added, with this value.
        case added(JSONValue)
        /// The value was replaced.
        case replaced(JSONValue, by: JSONValue)
        /// The member or element was removed; this was its value.
        case removed(JSONValue)
    }

    /// What was wrong.
    public let problem: NotebookProblem
    /// Where the change was made, in the notebook as it was before.
    public let pointer: JSONPointer
    /// What was done.
    public let change: Change
}

extension NotebookRepair: CustomStringConvertible {
    /// A line that says what was done, for example `/cells/0/id: added "6ac3b1f0"`.
    public var description: String {
        switch change {
        case .added(let value): "\(pointer): added \(value)".escapingControls
        case .replaced(let old, let new): "\(pointer): replaced \(old) by \(new)".escapingControls
        case .removed(let value): "\(pointer): removed \(value)".escapingControls
        }
    }
}
