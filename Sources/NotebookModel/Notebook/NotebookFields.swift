/// The members of a part of a notebook on their way to a file.
struct NotebookFields {
    /// The value of a member, as nbformat writes it.
    enum Field {
        case value(JSONValue)
        case text(String)
        case lines(String)
        case object(JSONObject)
        case fields(NotebookFields)
        case list([NotebookFields])
        case texts([String])
        case count(Int?)
    }

    struct Member {
        var key: String
        var field: Field
    }

    private(set) var members: [Member] = []

    /// Adds a member.
    mutating func add(_ key: String, _ field: Field) {
        members.append(Member(key: key, field: field))
    }

    /// Adds a member, unless its value is the empty one and the file had something else there.
    mutating func add(_ key: String, _ field: Field, isEmpty: Bool, else others: JSONObject) {
        if !isEmpty || others[key] == nil { add(key, field) }
    }

    /// Adds the members that have no field of their own.
    mutating func addOthers(_ object: JSONObject) {
        guard !object.isEmpty else { return }
        let own = Set(members.map(\.key))
        for member in object where !own.contains(member.key) {
            add(member.key, .value(member.value))
        }
    }

    func write(to printer: inout JSONPrinter) {
        let sorted = JSONPrinter.sorted(members, by: \.key)
        printer.object { printer in
            for member in sorted {
                printer.key(member.key)
                member.field.write(to: &printer)
            }
        }
    }
}

extension NotebookFields.Field {
    func write(to printer: inout JSONPrinter) {
        switch self {
        case .value(let value): printer.value(value)
        case .text(let text): printer.string(text)
        case .lines(let text): printer.lines(text)
        case .object(let object): printer.object(object)
        case .fields(let fields): fields.write(to: &printer)
        case .count(let count): printer.value(count.map { .number($0) } ?? .null)
        case .texts(let texts):
            printer.array { printer in
                for text in texts {
                    printer.element()
                    printer.string(text)
                }
            }
        case .list(let list):
            printer.array { printer in
                for fields in list {
                    printer.element()
                    fields.write(to: &printer)
                }
            }
        }
    }
}
