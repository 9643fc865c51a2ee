/// The cell that an edit is about, named by its id or by its place.
///
/// Ids are the safer names: they stay when other cells come and go. Formats before 4.5 have none,
/// and in a damaged file two cells may share one; such cells are named by their place. Literals of
/// both kinds can be written as they are: `removeCell("intro")`, `removeCell(0)`.
public enum CellReference: Sendable, Hashable {
    /// The cell with this id.
    case id(String)
    /// The cell at this index, from 0.
    case index(Int)
}

extension CellReference: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// Names a cell by its id.
    public init(stringLiteral value: String) {
        self = .id(value)
    }

    /// Names a cell by its index.
    public init(integerLiteral value: Int) {
        self = .index(value)
    }
}
