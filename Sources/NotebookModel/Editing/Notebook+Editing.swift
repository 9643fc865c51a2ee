extension Notebook {
    /// Finds a cell.
    ///
    /// - Parameter cell: The cell's id or index.
    /// - Returns: Its index.
    /// - Throws: `NotebookEditError` if there is no such cell, or several cells have the id.
    public func index(of cell: CellReference) throws(NotebookEditError) -> Int {
        switch cell {
        case .index(let index):
            guard cells.indices.contains(index) else {
                throw .indexOutOfRange(index, count: cells.count)
            }
            return index
        case .id(let id):
            let indexes = cells.indices.filter { cells[$0].id == id }
            guard let index = indexes.first else {
                throw .unknownID(id, hasIDs: cells.contains { $0.id != nil })
            }
            guard indexes.count == 1 else { throw .duplicateID(id, indexes: indexes) }
            return index
        }
    }

    /// Inserts a cell.
    ///
    /// From format 4.5 on a cell without id gets one, made of its content as ``addMissingIDs()``
    /// makes it; before 4.5 an id is left out, as the format has none.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - position: Where to put it.
    /// - Returns: The index at which it stands.
    /// - Throws: `NotebookEditError` if there is no such position, or the id is taken.
    @discardableResult
    public mutating func insertCell(
        _ cell: Cell,
        at position: CellPosition
    ) throws(NotebookEditError) -> Int {
        try insertCells([cell], at: position).lowerBound
    }

    /// Inserts cells, one after another, with ids as a single one gets.
    ///
    /// - Parameters:
    ///   - newCells: The cells.
    ///   - position: Where to put them.
    /// - Returns: The indexes at which they stand.
    /// - Throws: `NotebookEditError` if there is no such position, or an id is taken.
    @discardableResult
    public mutating func insertCells(
        _ newCells: [Cell],
        at position: CellPosition
    ) throws(NotebookEditError) -> Range<Int> {
        let index = try gap(at: position)
        cells.insert(contentsOf: try identified(newCells), at: index)
        return index..<(index + newCells.count)
    }

    /// Removes a cell.
    ///
    /// - Parameter cell: The cell's id or index.
    /// - Returns: The removed cell.
    /// - Throws: `NotebookEditError` if there is no such cell, or several cells have the id.
    @discardableResult
    public mutating func removeCell(_ cell: CellReference) throws(NotebookEditError) -> Cell {
        cells.remove(at: try index(of: cell))
    }

    /// Moves a cell.
    ///
    /// - Parameters:
    ///   - cell: The cell's id or index.
    ///   - position: Where to put it; the cells named here are named as they stand before the move.
    /// - Returns: The index at which it stands.
    /// - Throws: `NotebookEditError` if there is no such cell or position, or several cells have an
    ///   id.
    @discardableResult
    public mutating func moveCell(
        _ cell: CellReference,
        to position: CellPosition
    ) throws(NotebookEditError) -> Int {
        let source = try index(of: cell)
        var target = try gap(at: position)
        if case .index = position {
            target = try index(of: .index(target))
        } else if target > source {
            target -= 1
        }
        cells.insert(cells.remove(at: source), at: target)
        return target
    }

    /// Puts a cell in the place of another.
    ///
    /// - Parameters:
    ///   - cell: The id or index of the cell to replace.
    ///   - newCell: The new cell; it takes over the id if it has none.
    /// - Returns: The replaced cell.
    /// - Throws: `NotebookEditError` if there is no such cell, several cells have the id, or the
    ///   new cell's id is taken.
    @discardableResult
    public mutating func replaceCell(
        _ cell: CellReference,
        with newCell: Cell
    ) throws(NotebookEditError) -> Cell {
        let index = try index(of: cell)
        let replaced = cells[index]
        var newCell = newCell
        if replaced.id != nil, newCell.id == nil || newCell.id == replaced.id {
            newCell.id = replaced.id
        } else {
            newCell = try identified([newCell])[0]
        }
        cells[index] = newCell
        return replaced
    }

    /// Gives new cells the ids that the format wants: unique ones, or none before 4.5.
    func identified(_ newCells: [Cell]) throws(NotebookEditError) -> [Cell] {
        guard nbformatMinor >= 5 else {
            return newCells.map { cell in
                var cell = cell
                cell.id = nil
                return cell
            }
        }
        var taken = Set(cells.compactMap(\.id))
        for id in newCells.compactMap(\.id) where !taken.insert(id).inserted {
            throw .takenID(id)
        }
        guard newCells.contains(where: { $0.id == nil }) else { return newCells }
        var new = Notebook(cells: newCells)
        new.addMissingIDs(besides: taken)
        return new.cells
    }

    /// The index of the cell before which a position is.
    private func gap(at position: CellPosition) throws(NotebookEditError) -> Int {
        switch position {
        case .index(let index):
            guard (0...cells.count).contains(index) else {
                throw .indexOutOfRange(index, count: cells.count)
            }
            return index
        case .before(let cell): return try index(of: cell)
        case .after(let cell): return try index(of: cell) + 1
        case .end: return cells.count
        }
    }
}
