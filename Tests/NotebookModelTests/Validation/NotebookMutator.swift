import NotebookModel
import NotebookTestSupport

/// Changes notebooks at random, the same way for the same seed.
struct NotebookMutator {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Makes some changes and tells which.
    mutating func mutate(_ notebook: JSONValue) -> (value: JSONValue, changes: [String]) {
        var value = notebook
        var changes: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let pointer = pickPointer(in: value)
            let (change, name) = makeChange(in: value, at: pointer)
            // The notebook itself is never removed.
            value = value.changing(pointer, change) ?? [:]
            changes.append("\(name) at '\(pointer)'")
        }
        return (value, changes)
    }

    /// Picks a place, more often one that rules have something to say about.
    private mutating func pickPointer(in notebook: JSONValue) -> JSONPointer {
        let all = notebook.pointers
        let special = all.filter { MutationPool.isSpecial($0.tokens.last ?? "") }
        return pick(Bool.random(using: &generator) || special.isEmpty ? all : special)
    }

    private mutating func makeChange(
        in notebook: JSONValue,
        at pointer: JSONPointer
    ) -> (change: (JSONValue) -> JSONValue?, name: String) {
        let pool = MutationPool(pointer: pointer, value: notebook[pointer] ?? .null)
        let value = pick(pool.values)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0:
            return ({ _ in nil }, "removed")
        case 1, 2:
            let name = pick(pool.memberNames)
            let value = pick(MutationPool.values(of: name))
            return ({ $0.adding(value, as: name) }, "added \(name): \(value)")
        case 3:
            let old = pick((notebook[pointer]?.objectValue?.keys ?? []) + [""])
            let new = pick(pool.memberNames)
            return ({ $0.renaming(old, to: new) }, "renamed \(old) to \(new)")
        case 4:
            let other = pick(notebook.pointers)
            let value = notebook[other] ?? .null
            return ({ _ in value }, "put the value of '\(other)'")
        case 5:
            return ({ $0.retyped }, "changed the type")
        case 6:
            return ({ $0.doubled }, "doubled the last")
        default:
            return ({ _ in value }, "put \(value)")
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }
}

extension JSONValue {
    /// Adds a member, also where one of its name is.
    fileprivate func adding(_ value: JSONValue, as name: String) -> JSONValue {
        switch self {
        case .object(let object):
            .object(JSONObject(members: object.members + [.init(key: name, value: value)]))
        case .array(let values): .array(values + [value])
        default: value
        }
    }

    fileprivate func renaming(_ old: String, to new: String) -> JSONValue {
        guard case .object(let object) = self else { return self }
        return .object(JSONObject(object.map { ($0.key == old ? new : $0.key, $0.value) }))
    }

    /// The value in another type, as near as possible.
    fileprivate var retyped: JSONValue {
        switch self {
        case .null: [:]
        case .bool(let truth): .number(truth ? 1 : 0)
        case .number(let number): .string(number.lexeme)
        case .string(let text): .array([.string(text)])
        case .array(let values): .object(JSONObject(values.map { ("a", $0) }))
        case .object(let object): .array(object.map(\.value))
        }
    }

    /// The value with its last element or member once more.
    fileprivate var doubled: JSONValue {
        switch self {
        case .string(let text): .string(text + text)
        case .array(let values): .array(values + values.suffix(1))
        case .object(let object):
            .object(JSONObject(members: object.members + object.members.suffix(1)))
        default: self
        }
    }
}
