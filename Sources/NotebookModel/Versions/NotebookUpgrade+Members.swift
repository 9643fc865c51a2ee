extension NotebookUpgrade {
    /// Joins the members that are lists of lines.
    ///
    /// The lines of format 2 have no ends. Those of format 3 have, unless the first one shows that
    /// they were written by an early version (nbformat `v3.rwbase`).
    func joinLines(of keys: [String], in object: inout JSONObject) {
        for key in keys {
            guard let lines = object[key]?.texts else { continue }
            let last = lines.first?.utf8.last
            let haveEnds = major == 3 && (last == 0x0A || last == 0x0D)
            object[key] = .string(lines.joined(separator: haveEnds ? "" : "\n"))
        }
    }
}

extension JSONObject {
    /// Gives a member another name, or adds a value by that name if there is none by either.
    ///
    /// A member that has the other name already goes.
    mutating func rename(_ old: String, to new: String, default value: JSONValue? = nil) {
        guard old != new else { return }
        if let renamed = removeValue(forKey: old) {
            self[new] = renamed
        } else if self[new] == nil {
            self[new] = value
        }
    }

    /// Removes a member if it is a text.
    mutating func removeText(_ key: String) {
        if case .string? = self[key] { self[key] = nil }
    }
}
