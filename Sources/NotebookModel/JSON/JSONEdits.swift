/// Changes to parts of a JSON document, made all at once.
struct JSONEdits {
    private var root = Node()
    private var count = 0

    /// Has a value put at a place, as a new member of an object if need be, or removed from there;
    /// of a member all that have its name.
    ///
    /// - Returns: Whether nothing was to be done at the place already; else nothing changes.
    mutating func put(_ value: JSONValue?, at pointer: JSONPointer) -> Bool {
        let edit = Edit(number: count, value: value)
        guard root.add(edit, at: pointer.tokens[...]) else { return false }
        count += 1
        return true
    }

    /// Makes the changes; new members come last, sorted by their names.
    ///
    /// - Parameter value: The document; places count as they are in it.
    /// - Returns: The new document, and what stood at the place of each change before.
    func applied(to value: JSONValue) -> (value: JSONValue, old: [JSONValue?]) {
        var old = [JSONValue?](repeating: nil, count: count)
        let new = root.applied(to: value, old: &old)
        return (new ?? .null, old)
    }
}

/// A change: a value to be put, or `nil` if one is to be removed.
private struct Edit {
    var number: Int
    var value: JSONValue?
}

/// The change at a place, or those further in; keys are told apart byte by byte.
private struct Node {
    private var edit: Edit?
    private var children: [[UInt8]: Node] = [:]

    mutating func add(_ edit: Edit, at tokens: ArraySlice<String>) -> Bool {
        guard self.edit == nil else { return false }
        guard let token = tokens.first else {
            self.edit = edit
            return true
        }
        return children[Array(token.utf8), default: Node()].add(edit, at: tokens.dropFirst())
    }

    func applied(to value: JSONValue, old: inout [JSONValue?]) -> JSONValue? {
        if let edit {
            old[edit.number] = value
            return edit.value
        }
        return switch value {
        case .object(let object) where !children.isEmpty: .object(applied(to: object, old: &old))
        case .array(let values) where !children.isEmpty: .array(applied(to: values, old: &old))
        default: value
        }
    }

    private func applied(to values: [JSONValue], old: inout [JSONValue?]) -> [JSONValue] {
        var new: [JSONValue] = []
        for (index, value) in values.enumerated() {
            if let child = children[Array(String(index).utf8)] {
                if let value = child.applied(to: value, old: &old) { new.append(value) }
            } else {
                new.append(value)
            }
        }
        return new
    }

    private func applied(to object: JSONObject, old: inout [JSONValue?]) -> JSONObject {
        var rest = children
        var removed: Set<[UInt8]> = []
        var members: [JSONObject.Member] = []
        // From the end, since of several members with one name the last is meant.
        for member in object.reversed() {
            let key = Array(member.key.utf8)
            if let child = rest.removeValue(forKey: key) {
                if let value = child.applied(to: member.value, old: &old) {
                    members.append(JSONObject.Member(key: member.key, value: value))
                } else {
                    removed.insert(key)
                }
            } else if !removed.contains(key) {
                members.append(member)
            }
        }
        members.reverse()
        for (key, child) in rest.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            guard let value = child.edit?.value else { continue }
            let name = String(decoding: key, as: UTF8.self)
            members.append(JSONObject.Member(key: name, value: value))
        }
        return JSONObject(members: members)
    }
}
