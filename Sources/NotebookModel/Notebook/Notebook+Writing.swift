extension Notebook {
    /// Writes the notebook as `nbformat.write` does.
    ///
    /// One space a level, keys sorted, texts split into lines, a line feed at the end; the metadata
    /// that belongs to a session only (`orig_nbformat`, `orig_nbformat_minor`, `signature` and
    /// `trusted` of cells) is left out. Required members that were missing are written empty,
    /// missing ids are not added: see ``addMissingIDs()``. Two things differ from Python: a number
    /// beyond the range of `Double` keeps its spelling, and a lone surrogate is written as its
    /// escape, where Python fails.
    ///
    /// - Returns: The file in UTF-8.
    public func jsonBytes() -> [UInt8] {
        var printer = JSONPrinter(options: .notebook)
        NotebookFields.notebook(self).write(to: &printer)
        return printer.finish()
    }

    /// The notebook as a JSON value, texts split into lines as in a file.
    ///
    /// - Returns: The value, keys sorted.
    public func jsonValue() -> JSONValue {
        // What was just written is JSON, so the fallback is never seen.
        let parser = JSONParser(maximumDepth: .max)
        return (try? parser.parse(jsonBytes())) ?? .null
    }
}

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

    private var members: [(key: String, field: Field)] = []

    /// Adds a member.
    mutating func add(_ key: String, _ field: Field) {
        members.append((key, field))
    }

    /// Adds a member, unless its value is the empty one and the file had something else there.
    mutating func add(_ key: String, _ field: Field, isEmpty: Bool, else others: JSONObject) {
        if !isEmpty || others[key] == nil { add(key, field) }
    }

    /// Adds the members that have no field of their own.
    mutating func addOthers(_ object: JSONObject) {
        let own = members.map(\.key)
        for member in object where !own.contains(member.key) {
            add(member.key, .value(member.value))
        }
    }

    func write(to printer: inout JSONPrinter) {
        let sorted = JSONPrinter.sorted(members, by: \.key)
        printer.object { printer in
            for member in sorted {
                printer.key(member.key)
                NotebookFields.write(member.field, to: &printer)
            }
        }
    }

    private static func write(_ field: Field, to printer: inout JSONPrinter) {
        switch field {
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
