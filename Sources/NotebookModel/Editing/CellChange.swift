/// What became of a cell from one notebook to another; indexes count from 0.
public enum CellChange: Sendable, Hashable {
    /// It is in both, with the same content and in the same place among the others.
    case kept(old: Int, new: Int)
    /// It is in both and in its place, with another content.
    case changed(old: Int, new: Int)
    /// It is in both and stands elsewhere, maybe with another content.
    case moved(old: Int, new: Int, isChanged: Bool)
    /// It is in the new notebook only.
    case inserted(new: Int)
    /// It is in the old notebook only.
    case removed(old: Int)
}
