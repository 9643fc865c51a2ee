extension Notebook {
    /// Gives an id to every cell that has none, as format 4.5 requires, and raises the minor
    /// version to 5.
    ///
    /// An id is made of the type and the text of its cell, and of a counter where that id is taken,
    /// so the same notebook always gets the same ids. Ids that are there stay, also invalid or
    /// double ones.
    public mutating func addMissingIDs() {
        addMissingIDs { cell in
            let hash = Notebook.hash(cell.type.utf8, after: 0xCBF2_9CE4_8422_2325)
            return Notebook.hash(cell.source.utf8, after: Notebook.hash([0], after: hash))
        }
    }

    /// Gives a random id to every cell that has none, and raises the minor version to 5.
    ///
    /// Ids that are there stay, also invalid or double ones.
    ///
    /// - Parameter generator: What the ids are made of, for example a
    ///   `SystemRandomNumberGenerator`.
    public mutating func addMissingIDs(using generator: inout some RandomNumberGenerator) {
        addMissingIDs { _ in generator.next() }
    }

    /// Makes ids of eight hexadecimal digits of seeds, and of counters where they are taken.
    private mutating func addMissingIDs(seed: (Cell) -> UInt64) {
        nbformatMinor = max(nbformatMinor, 5)
        var taken = Set(cells.compactMap(\.id))
        var counters: [String: Int] = [:]
        for index in cells.indices
        where cells[index].id == nil && cells[index].otherMembers["id"] == nil {
            let seed = seed(cells[index])
            let first = Notebook.id(of: seed, counter: 0)
            var counter = counters[first] ?? 0
            var id = Notebook.id(of: seed, counter: counter)
            while !taken.insert(id).inserted {
                counter += 1
                id = Notebook.id(of: seed, counter: counter)
            }
            counters[first] = counter + 1
            cells[index].id = id
        }
    }

    private static func id(of seed: UInt64, counter: Int) -> String {
        let hash = counter == 0 ? seed : hash([0] + Array(String(counter).utf8), after: seed)
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Mixes bytes into a hash (FNV-1a).
    private static func hash(_ bytes: some Sequence<UInt8>, after hash: UInt64) -> UInt64 {
        bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
