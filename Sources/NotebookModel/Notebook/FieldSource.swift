/// A part of a notebook that is written as an object.
protocol FieldSource {
    /// The members that have no field of their own.
    var otherMembers: JSONObject { get }

    /// Tells the members that have one, sorted by the code points of their keys.
    func describe(to sink: inout some FieldSink & ~Copyable)
}

/// Takes the members of a part of a notebook one by one.
protocol FieldSink: ~Copyable {
    mutating func add(_ key: String, _ field: NotebookField)
}

extension FieldSink where Self: ~Copyable {
    /// Adds a member, unless its value is the empty one and the file had something else there.
    mutating func add(
        _ key: String,
        _ field: NotebookField,
        isEmpty: Bool,
        else others: JSONObject
    ) {
        if !isEmpty || others[key] == nil { add(key, field) }
    }
}
