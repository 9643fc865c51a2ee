/// Finds the cells of a notebook that are the same as cells of another.
struct CellMatcher {
    /// What has to be alike in cells without regard to their ids.
    private struct Content: Hashable {
        var type: String
        var source: String
    }

    private let old: [Cell]
    private let new: [Cell]
    /// The index of the new cell for each old one, and the other way round.
    private var newIndexes: [Int?]
    private var oldIndexes: [Int?]

    init(old: [Cell], new: [Cell]) {
        self.old = old
        self.new = new
        newIndexes = [Int?](repeating: nil, count: old.count)
        oldIndexes = [Int?](repeating: nil, count: new.count)
    }

    /// Finds for each new cell the index of the old one.
    mutating func match() -> [Int?] {
        matchUnique(old.map(\.id), new.map(\.id))
        matchContents()
        matchSimilar()
        matchPlaces()
        return oldIndexes
    }

    private mutating func pair(_ oldIndex: Int, _ newIndex: Int) {
        newIndexes[oldIndex] = newIndex
        oldIndexes[newIndex] = oldIndex
    }

    /// Pairs the free cells whose key is there once on each side.
    private mutating func matchUnique<Key: Hashable>(_ oldKeys: [Key?], _ newKeys: [Key?]) {
        var places = UniqueIndexes<Key>()
        for (index, key) in oldKeys.enumerated() where newIndexes[index] == nil {
            if let key { places.add(key, index) }
        }
        var newPlaces = UniqueIndexes<Key>()
        for (index, key) in newKeys.enumerated() where oldIndexes[index] == nil {
            if let key { newPlaces.add(key, index) }
        }
        for (index, key) in newKeys.enumerated() {
            guard let key, newPlaces[key] == index, let oldIndex = places[key] else { continue }
            pair(oldIndex, index)
        }
    }

    /// Pairs cells of the same type and text.
    private mutating func matchContents() {
        var numbers: [Content: Int] = [:]
        func numbered(_ cells: [Cell]) -> [Int] {
            cells.map { cell in
                let content = Content(type: cell.type, source: cell.source)
                let number = numbers[content] ?? numbers.count
                numbers[content] = number
                return number
            }
        }
        let oldKeys = numbered(old)
        let newKeys = numbered(new)
        matchUnique(oldKeys, newKeys)
        matchNeighbours(oldKeys, newKeys)
        // What is left of cells alike, in order.
        var free: [Int: ArraySlice<Int>] = [:]
        for index in old.indices where newIndexes[index] == nil {
            free[oldKeys[index], default: []].append(index)
        }
        for index in new.indices where oldIndexes[index] == nil {
            if let oldIndex = free[newKeys[index]]?.popFirst() { pair(oldIndex, index) }
        }
    }

    /// Pairs cells alike that follow or precede paired ones, or stand at the same end.
    private mutating func matchNeighbours(_ oldKeys: [Int], _ newKeys: [Int]) {
        func pairIfAlike(_ oldIndex: Int, _ newIndex: Int) {
            guard old.indices.contains(oldIndex), newIndexes[oldIndex] == nil,
                oldIndexes[newIndex] == nil, oldKeys[oldIndex] == newKeys[newIndex]
            else { return }
            pair(oldIndex, newIndex)
        }
        for index in new.indices {
            if let before = index == 0 ? -1 : oldIndexes[index - 1] {
                pairIfAlike(before + 1, index)
            }
        }
        for index in new.indices.reversed() {
            if let after = index == new.count - 1 ? old.count : oldIndexes[index + 1] {
                pairIfAlike(after - 1, index)
            }
        }
    }

    /// Pairs cells of one type of which at least half is the same.
    ///
    /// As Git finds renamed files: what is shared is counted in bytes, against the larger of the
    /// two. A line counts that only one of the old cells has, so each line is looked up once.
    private mutating func matchSimilar() {
        var owners = UniqueIndexes<Substring>()
        var sizes = [Int](repeating: 0, count: old.count)
        for index in old.indices where newIndexes[index] == nil {
            for line in CellMatcher.lines(of: old[index]) {
                sizes[index] += line.utf8.count
                owners.add(line, index)
            }
        }
        for index in new.indices where oldIndexes[index] == nil {
            var shared: [Int: Int] = [:]
            var size = 0
            for line in CellMatcher.lines(of: new[index]) {
                size += line.utf8.count
                if let owner = owners[line], isFree(owner, index) {
                    shared[owner, default: 0] += line.utf8.count
                }
            }
            // The first of the best, so that the answer is always the same.
            let best = shared.max { ($0.value, $1.key) < ($1.value, $0.key) }
            guard let best, 2 * best.value >= max(size, sizes[best.key]) else { continue }
            pair(best.key, index)
        }
    }

    /// Pairs cells of one type that stand alone between the same neighbours.
    private mutating func matchPlaces() {
        for index in new.indices where oldIndexes[index] == nil {
            guard let before = index == 0 ? -1 : oldIndexes[index - 1],
                let after = index == new.count - 1 ? old.count : oldIndexes[index + 1],
                after - before == 2, isFree(before + 1, index)
            else { continue }
            pair(before + 1, index)
        }
    }

    /// Tells whether an old cell can be the same as a new one though their texts differ.
    private func isFree(_ oldIndex: Int, _ newIndex: Int) -> Bool {
        newIndexes[oldIndex] == nil && old[oldIndex].type == new[newIndex].type
            && (old[oldIndex].id == nil || new[newIndex].id == nil)
    }

    /// The different lines of a cell that hold anything.
    private static func lines(of cell: Cell) -> Set<Substring> {
        let lines = cell.source.utf8.split { $0 == 0x0A || $0 == 0x0D }
        return Set(lines.filter { !$0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }.map(Substring.init))
    }
}

/// The indexes of keys that are there only once.
private struct UniqueIndexes<Key: Hashable> {
    private var indexes: [Key: Int?] = [:]

    mutating func add(_ key: Key, _ index: Int) {
        let isFirst = indexes[key] == nil
        indexes.updateValue(isFirst ? index : nil, forKey: key)
    }

    /// The index of a key, `nil` also if it was there more than once.
    subscript(key: Key) -> Int? {
        indexes[key] ?? nil
    }
}
