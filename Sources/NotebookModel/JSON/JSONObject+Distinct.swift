extension JSONObject {
    /// The members that count: of several with one name the last.
    var distinctMembers: [Member] {
        let replaced = replacedIndices
        guard !replaced.isEmpty else { return members }
        return members.indices.filter { !replaced.contains($0) }.map { members[$0] }
    }

    /// The names that occur more than once, each of them once.
    var repeatedKeys: [String] {
        let replaced = JSONObject(members: replacedIndices.sorted().map { members[$0] })
        return replaced.distinctMembers.map(\.key)
    }

    /// The positions of the members that don't count, since another of their name follows.
    private var replacedIndices: Set<Int> {
        var replaced: Set<Int> = []
        if members.count <= 12 {
            for (index, member) in members.enumerated()
            where members[(index + 1)...].contains(where: { $0.key.hasSameBytes(as: member.key) }) {
                replaced.insert(index)
            }
        } else {
            var last: [[UInt8]: Int] = [:]
            for (index, member) in members.enumerated() {
                if let old = last.updateValue(index, forKey: Array(member.key.utf8)) {
                    replaced.insert(old)
                }
            }
        }
        return replaced
    }
}

extension String {
    /// Compares byte by byte, as Python and JSON do, where Swift takes equivalent texts as equal.
    package func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && withBytes { own in
                other.withBytes { ByteScanner.areEqual(own, $0) }
            }
    }
}
