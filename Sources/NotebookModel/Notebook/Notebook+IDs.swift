extension Notebook {
    /// Gives an id to every cell that has none, as format 4.5 requires, and raises the minor
    /// version to 5.
    ///
    /// An id is made of the type and the text of its cell, and of a counter where that id is taken,
    /// so the same notebook always gets the same ids. Ids that are there stay, also invalid or
    /// double ones.
    public mutating func addMissingIDs() {
        nbformatMinor = max(nbformatMinor, 5)
        var maker = CellIDMaker(taken: cells.compactMap(\.id))
        for index in cells.indices where cells[index].id == nil {
            cells[index].id = maker.makeID(type: cells[index].type, source: cells[index].source)
        }
    }
}
