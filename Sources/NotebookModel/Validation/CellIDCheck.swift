/// The check of the ids in a notebook of format 4.5 or newer.
///
/// Before it validates, `nbformat.validate` gives a new id to each cell that has none or that of an
/// earlier cell, with a warning. So these are no errors, and only the first cell with an id can have
/// an invalid one.
struct CellIDCheck {
    /// A value as Python's sets tell them apart, where `1`, `1.0` and `true` are one.
    private enum Key: Hashable {
        case text([UInt8])
        case number(String)
        case null
    }

    private var first: [Key: JSONPointer] = [:]

    /// Notes what is wrong with the id of the next cell.
    mutating func check(_ cell: JSONObject, at index: String, into log: inout ProblemLog) {
        guard let id = cell["id"] else { return log.report(.missingID, at: index) }
        guard let key = CellIDCheck.key(id) else {
            return log.report(.wrongType(expected: [.string], found: id.type), at: index, "id")
        }
        if let pointer = first[key] {
            return log.report(.repeatedID(first: pointer), at: index, "id")
        }
        first[key] = JSONPointer(["cells", index])
        // nbformat says nothing of the ids of cells that it doesn't know.
        guard let type = cell["cell_type"]?.stringValue, ["code", "markdown", "raw"].contains(type)
        else { return }
        if case .string(let text) = id {
            if !SchemaPattern.isID(text) { log.report(.invalidID, at: index, "id") }
        } else {
            log.report(.wrongType(expected: [.string], found: id.type), at: index, "id")
        }
    }

    /// What tells an id from others, `nil` for what Python can't keep in a set.
    private static func key(_ id: JSONValue) -> Key? {
        switch id {
        case .string(let text): .text(Array(text.utf8))
        case .number(let number): .number(number.int.map(String.init) ?? number.lexeme)
        case .bool(let truth): .number(truth ? "1" : "0")
        case .null: .null
        case .array, .object: nil
        }
    }
}
