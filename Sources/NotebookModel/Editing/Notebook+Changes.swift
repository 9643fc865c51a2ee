extension Notebook {
    /// Tells what became of the cells since another version of the notebook.
    ///
    /// Which cells are the same is settled in this order:
    /// 1. by id, if the id is there once in each notebook,
    /// 2. by type and text; among cells alike, those count whose neighbours are the same cells too
    ///    (Heckel, "A technique for isolating differences between files", 1978),
    /// 3. for cells that don't both have an id: by text of which at least half is the same, line
    ///    for line, and at last by their place, alone between the same neighbours.
    ///
    /// The cells that are the same are kept in place as many as possible (the longest sequence with
    /// the same order in both); the others moved. Content is all but the id: a cell that only got
    /// an id is kept. The time grows nearly linearly with the size of the notebooks.
    ///
    /// - Parameter old: The version before.
    /// - Returns: A change for every cell of both, in the order of this notebook; a removed cell
    ///   stands before the cells that followed it.
    public func changes(from old: Notebook) -> [CellChange] {
        var matcher = CellMatcher(old: old.cells, new: cells)
        let partners = matcher.match()
        let inPlace = Notebook.longestIncreasing(partners)
        let isKept = Set(partners.compactMap { $0 })
        var changes: [CellChange] = []
        var next = 0
        func addRemoved(upTo end: Int) {
            while next < end {
                if !isKept.contains(next) { changes.append(.removed(old: next)) }
                next += 1
            }
        }
        for (new, partner) in partners.enumerated() {
            guard let partner else {
                changes.append(.inserted(new: new))
                continue
            }
            let isChanged = !old.cells[partner].hasContent(of: cells[new])
            if !inPlace[new] {
                changes.append(.moved(old: partner, new: new, isChanged: isChanged))
                continue
            }
            addRemoved(upTo: partner)
            changes.append(
                isChanged ? .changed(old: partner, new: new) : .kept(old: partner, new: new)
            )
        }
        addRemoved(upTo: old.cells.count)
        return changes
    }

    /// Tells for each number whether it belongs to a longest increasing subsequence, gaps left out.
    private static func longestIncreasing(_ numbers: [Int?]) -> [Bool] {
        // The position of the smallest end of a subsequence of each length, and what stands before.
        var ends: [Int] = []
        var previous = [Int?](repeating: nil, count: numbers.count)
        for (position, number) in numbers.enumerated() {
            guard let number else { continue }
            var low = 0
            var high = ends.count
            while low < high {
                let middle = (low + high) / 2
                if let end = numbers[ends[middle]], end < number {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            if low > 0 { previous[position] = ends[low - 1] }
            if low == ends.count { ends.append(position) } else { ends[low] = position }
        }
        var belongs = [Bool](repeating: false, count: numbers.count)
        var position = ends.last
        while let current = position {
            belongs[current] = true
            position = previous[current]
        }
        return belongs
    }
}

extension Cell {
    /// Tells whether another cell differs in nothing but maybe the id, its text byte by byte.
    fileprivate func hasContent(of other: Cell) -> Bool {
        var copy = self
        copy.id = other.id
        return copy == other && source.utf8.elementsEqual(other.source.utf8)
    }
}
