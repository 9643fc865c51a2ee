extension Notebook {
    /// Gives an id to every cell that has none, as format 4.5 requires, and raises the minor
    /// version to 5.
    ///
    /// An id is made of the type and the text of its cell, and of a counter where that id is taken,
    /// so the same notebook always gets the same ids. Ids that are there stay, also invalid or
    /// double ones.
    public mutating func addMissingIDs() {
        addMissingIDs(besides: Set(cells.compactMap(\.id)))
    }

    /// Gives a random id to every cell that has none, and raises the minor version to 5.
    ///
    /// Ids that are there stay, also invalid or double ones.
    ///
    /// - Parameter generator: What the ids are made of, for example a
    ///   `SystemRandomNumberGenerator`.
    public mutating func addMissingIDs(using generator: inout some RandomNumberGenerator) {
        addMissingIDs(besides: Set(cells.compactMap(\.id))) { maker, _ in
            maker.makeID(seed: generator.next())
        }
    }

    /// Gives an id to every cell that has none, and none that is taken, here or elsewhere.
    mutating func addMissingIDs(besides taken: Set<String>) {
        addMissingIDs(besides: taken) { $0.makeID(type: $1.kind.type, source: $1.source) }
    }

    private mutating func addMissingIDs(
        besides taken: Set<String>,
        make: (inout CellIDMaker, Cell.Content) -> String
    ) {
        nbformatMinor = max(nbformatMinor, 5)
        var maker = CellIDMaker(taken: taken)
        for index in cells.indices {
            guard cells[index].id == nil, cells[index].otherMembers["id"] == nil else { continue }
            cells[index].id = make(&maker, cells[index].content)
        }
    }
}
