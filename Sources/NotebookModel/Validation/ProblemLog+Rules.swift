extension ProblemLog {
    /// Notes what is wrong in a value.
    mutating func check(_ value: JSONValue, by rule: Rule) {
        switch rule {
        case .anything:
            break
        case .types(let types):
            if !types.contains(value.type) { reportType(of: value, expected: types) }
        case .integer(let minimum, let orNull):
            if orNull && value.isNull { return }
            guard let integer = integer(value, orNull: orNull) else { return }
            if integer < minimum { report(.belowMinimum(minimum)) }
        case .values(let values):
            if !values.contains(value) { report(.notOneOf(values)) }
        case .lines:
            if case .array = value { return check(value, by: .list(.string)) }
            check(value, by: .types([.string, .array]))
        case .name:
            checkText(value, SchemaPattern.isName, else: .invalidName)
        case .tag:
            checkText(value, SchemaPattern.isTag, else: .invalidTag)
        case .list(let element, let unique):
            guard case .array(let values) = value else {
                return reportType(of: value, expected: [.array])
            }
            for (index, value) in values.enumerated() {
                inside(String(index)) { $0.check(value, by: element) }
            }
            if unique { checkUnique(values) }
        case .object(let rule):
            guard case .object(let object) = value else {
                return reportType(of: value, expected: [.object])
            }
            check(object, by: rule)
        case .ifObject(let rule):
            if case .object(let object) = value { check(object, by: rule) }
        case .variant(let rule):
            guard case .object(let object) = value else {
                return reportType(of: value, expected: [.object])
            }
            check(object, by: rule)
        }
    }

    /// Notes what is wrong in the members of an object.
    mutating func check(_ object: JSONObject, by rule: ObjectRule) {
        for name in rule.required where object[name] == nil {
            report(.missingMember(name))
        }
        for member in object.distinctMembers {
            guard let own = rule.members[member.key] ?? rule.others(member.key) else {
                report(.unexpectedMember(member.key, allowed: rule.names), at: member.key)
                continue
            }
            if case .anything = own { continue }
            inside(member.key) { $0.check(member.value, by: own) }
        }
    }

    private mutating func check(_ object: JSONObject, by rule: VariantRule) {
        guard let kind = object[rule.key] else { return report(.missingMember(rule.key)) }
        if let known = kind.stringValue.flatMap({ rule.kinds[$0] }) {
            check(object, by: known)
        } else if let unknown = rule.unknown {
            check(object, by: unknown)
        } else {
            let kinds = rule.kinds.keys.sorted().map(JSONValue.string)
            report(.notOneOf(kinds), at: rule.key)
        }
    }

    /// Takes an integer, or notes that there is none or how it is spelled.
    mutating func integer(_ value: JSONValue, orNull: Bool = false) -> Int? {
        if case .number(let number) = value, number.isInteger { return number.clampedInt }
        if let integer = value.lenientInt {
            report(.misspelledInteger(integer))
            return integer
        }
        reportType(of: value, expected: orNull ? [.integer, .null] : [.integer])
        return nil
    }

    private mutating func checkText(
        _ value: JSONValue,
        _ isRight: (String) -> Bool,
        else reason: NotebookProblem.Reason
    ) {
        guard case .string(let text) = value else {
            return reportType(of: value, expected: [.string])
        }
        if !isRight(text) { report(reason) }
    }

    private mutating func checkUnique(_ values: [JSONValue]) {
        var seen: Set<[UInt8]> = []
        for (index, value) in values.enumerated() {
            guard case .string(let text) = value else { continue }
            if !seen.insert(Array(text.utf8)).inserted { report(.repeatedTag, at: String(index)) }
        }
    }

    private mutating func reportType(of value: JSONValue, expected: [JSONType]) {
        report(.wrongType(expected: expected, found: value.type))
    }
}

extension JSONNumber {
    /// The value of an integer, the nearest that fits if it doesn't.
    var clampedInt: Int {
        Int(lexeme) ?? (lexeme.utf8.first == UInt8(ascii: "-") ? .min : .max)
    }
}
