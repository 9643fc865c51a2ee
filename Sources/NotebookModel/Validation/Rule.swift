/// What a value in a notebook has to be.
///
/// The tables of rules, ``Version4Rules`` and ``Version3Rules``, say what nbformat's JSON schemas
/// say.
indirect enum Rule: Sendable {
    /// Any value.
    case anything
    /// A value of one of some types.
    case types([JSONType])
    /// An integer that isn't too small, or `null` where that is allowed.
    case integer(minimum: Int, orNull: Bool)
    /// One of some values.
    case values([JSONValue])
    /// A text, or the list of its lines.
    case lines
    /// The name of a cell: one line that isn't empty.
    case name
    /// A tag: not empty, without commas.
    case tag
    /// A list.
    case list(Rule, unique: Bool)
    /// An object.
    case object(ObjectRule)
    /// Whatever is no object, or an object.
    case ifObject(ObjectRule)
    /// An object whose kind stands in one of its members.
    case variant(VariantRule)

    static let string = Rule.types([.string])
    static let boolean = Rule.types([.boolean])
    static let tags = Rule.list(.tag, unique: true)

    static func integer(minimum: Int) -> Rule {
        .integer(minimum: minimum, orNull: false)
    }

    static func list(_ element: Rule) -> Rule {
        .list(element, unique: false)
    }

    /// An object that may have other members than those that are known.
    static func open(required: [String] = [], _ members: [String: Rule] = [:]) -> Rule {
        .object(ObjectRule(required: required, members))
    }
}

/// What the members of an object have to be.
struct ObjectRule: Sendable {
    /// The names of the members that have to be there.
    let required: [String]
    /// The members that are known.
    let members: [String: Rule]
    /// Their names, sorted.
    let names: [String]
    /// What a member with another name has to be; `nil` if it mustn't be there.
    let others: @Sendable (_ name: String) -> Rule?

    init(
        required: [String] = [],
        _ members: [String: Rule] = [:],
        others: @escaping @Sendable (_ name: String) -> Rule? = { _ in .anything }
    ) {
        self.required = required
        self.members = members
        names = members.keys.sorted()
        self.others = others
    }
}

/// What an object has to be that tells its kind in a member.
struct VariantRule: Sendable {
    /// The name of that member.
    var key: String
    /// The rules by kind.
    var kinds: [String: ObjectRule]
    /// The rule for every other kind; `nil` if there mustn't be any.
    var unknown: ObjectRule?
}
