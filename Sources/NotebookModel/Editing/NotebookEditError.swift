/// Why a notebook can't be edited as asked; the notebook is as it was.
public enum NotebookEditError: Error, Sendable, Hashable {
    /// No cell has this id; tells whether any cell has one.
    case unknownID(String, hasIDs: Bool)
    /// Several cells have this id, so it names none of them.
    case duplicateID(String, indexes: [Int])
    /// A cell has this id already.
    case takenID(String)
    /// There is no such index in a notebook with so many cells.
    case indexOutOfRange(Int, count: Int)
    /// The position is not in the source of the cell at the index.
    case positionOutsideSource(index: Int)
    /// Both ends of the cells to merge are the cell at the index.
    case nothingToMerge(index: Int)
    /// Cells to merge have different attachments of one name; the index is that of the second.
    case attachmentClash(String, index: Int)
    /// The cell at the index has a type that this version doesn't know.
    case unknownType(String, index: Int)
}

extension NotebookEditError: CustomStringConvertible {
    /// A sentence that says what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .unknownID(let id, hasIDs: true):
            "no cell has the id '\(id)'; look at the ids there are, or name the cell by its index"
        case .unknownID(let id, hasIDs: false):
            "no cell has the id '\(id)', nor any other; name the cell by its index, "
                + "or add ids with addMissingIDs()"
        case .duplicateID(let id, let indexes):
            "the cells at \(NotebookEditError.list(indexes)) share the id '\(id)'; "
                + "name the cell by its index, or give all but one another id"
        case .takenID(let id):
            "a cell has the id '\(id)' already; leave the id out, or replace that cell"
        case .indexOutOfRange(let index, let count):
            "the index \(index) is out of range, the notebook has \(count) cells counted from 0"
        case .positionOutsideSource(let index):
            "the position is not in the source of the cell at \(index); take an index of its source"
        case .nothingToMerge(let index):
            "there is nothing to merge the cell at \(index) with; name another cell as the end"
        case .attachmentClash(let name, let index):
            "the attachment '\(name)' of the cell at \(index) differs from one of that name "
                + "in a cell before it; rename one and the references to it"
        case .unknownType(let type, let index):
            "the cell at \(index) has the unknown type '\(type)'; change its type first"
        }
    }

    private static func list(_ indexes: [Int]) -> String {
        let shown = indexes.prefix(10).map(String.init).joined(separator: ", ")
        return indexes.count > 10 ? "\(shown) and \(indexes.count - 10) more" : shown
    }
}
