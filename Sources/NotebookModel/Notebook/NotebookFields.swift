/// The members of a part of a notebook on their way to a file.
struct NotebookFields: FieldSink {
    struct Member {
        var key: String
        var field: NotebookField
    }

    private(set) var members: [Member] = []

    /// Collects all members of a part; those that have a field of their own come first.
    init(of source: some FieldSource) {
        source.describe(to: &self)
        let others = source.otherMembers
        guard !others.isEmpty else { return }
        let own = Set(members.map(\.key))
        for member in others where !own.contains(member.key) {
            add(member.key, .value(member.value))
        }
    }

    mutating func add(_ key: String, _ field: NotebookField) {
        members.append(Member(key: key, field: field))
    }
}
