/// Something that a notebook lost because the version it was converted to has no place for it.
///
/// Positions are those of the notebook before the conversion.
public enum ConversionLoss: Sendable, Hashable {
    /// The id of a cell, which there is from 4.5 on.
    case id(String, cell: Int)
    /// A member and its value; the JSON pointer tells where it was.
    case member(JSONValue, pointer: JSONPointer)
    /// A cell of an unknown type, of which the text stays as a raw cell.
    case cell(Cell, index: Int)
    /// An output of an unknown type.
    case output(Output, index: Int, cell: Int)

    /// The JSON pointer (RFC 6901) to what was lost.
    public var pointer: JSONPointer {
        switch self {
        case .id(_, let cell): JSONPointer(["cells", "\(cell)", "id"])
        case .member(_, let pointer): pointer
        case .cell(_, let index): JSONPointer(["cells", "\(index)"])
        case .output(_, let index, let cell):
            JSONPointer(["cells", "\(cell)", "outputs", "\(index)"])
        }
    }
}

extension ConversionLoss: CustomStringConvertible {
    /// A sentence that says what was lost, and where.
    public var description: String {
        switch self {
        case .id(let id, _):
            "\(pointer): the id \"\(id)\" was removed, cells have ids from 4.5 on"
        case .member:
            "\(pointer): the member was removed, the version doesn't allow it"
        case .cell(let cell, _):
            "\(pointer): only the text was kept, the version has no cells of type \"\(cell.type)\""
        case .output(let output, _, _):
            "\(pointer): the output was removed, the version has none of type \"\(output.type)\""
        }
    }
}
