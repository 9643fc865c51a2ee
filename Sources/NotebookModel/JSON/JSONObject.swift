/// The members of a JSON object in their order.
///
/// A key may occur more than once, as JSON allows: the last one counts for look-up, all of them are
/// kept and written. Keys are told apart byte by byte, so two spellings of an accented letter are
/// two keys. Look-up is a search from the end, which suits the small objects of notebooks.
public struct JSONObject: Sendable, Hashable {
    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The name.
        public var key: String
        /// The value.
        public var value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order, duplicates included.
    public var members: [Member]

    /// Makes an object of members, an empty one by default.
    public init(members: [Member] = []) {
        self.members = members
    }

    /// Makes an object of pairs, in their order.
    public init(_ pairs: some Sequence<(String, JSONValue)>) {
        members = pairs.map { Member(key: $0.0, value: $0.1) }
    }

    /// The keys in order, duplicates included.
    public var keys: [String] {
        members.map(\.key)
    }

    /// The value of a member.
    ///
    /// Setting replaces the value of the last member of that name where it stands, or adds a member
    /// at the end. Setting `nil` removes every member of that name.
    ///
    /// - Parameter key: The name of the member.
    public subscript(key: String) -> JSONValue? {
        get {
            lastIndex(of: key).map { members[$0].value }
        }
        set {
            if let newValue {
                if let index = lastIndex(of: key) {
                    members[index].value = newValue
                } else {
                    members.append(Member(key: key, value: newValue))
                }
            } else if lastIndex(of: key) != nil {
                members.removeAll { JSONObject.same($0.key, key) }
            }
        }
    }

    /// Removes every member of a name.
    ///
    /// - Parameter key: The name.
    /// - Returns: The value that counted for look-up, or `nil` if there was none.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let value = self[key] else { return nil }
        self[key] = nil
        return value
    }

    private func lastIndex(of key: String) -> Int? {
        members.lastIndex { JSONObject.same($0.key, key) }
    }

    /// Compares two keys by their bytes.
    private static func same(_ left: String, _ right: String) -> Bool {
        left.hasSameBytes(as: right)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object with its members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { members.startIndex }

    /// The position after the last member.
    public var endIndex: Int { members.endIndex }

    /// The member at a position.
    public subscript(position: Int) -> Member { members[position] }
}
