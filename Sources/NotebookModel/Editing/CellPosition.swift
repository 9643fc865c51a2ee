/// The place in a notebook at which a cell is put.
public enum CellPosition: Sendable, Hashable {
    /// This index, from 0: the cell stands there afterwards.
    case index(Int)
    /// Right before a cell.
    case before(CellReference)
    /// Right after a cell.
    case after(CellReference)
    /// Behind the last cell.
    case end
}
