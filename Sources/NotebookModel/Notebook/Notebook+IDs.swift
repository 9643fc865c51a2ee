extension Notebook {
    /// Gives an id to every cell that has none, as format 4.5 requires, and raises the minor
    /// version to 5.
    ///
    /// An id is made of the type and the text of its cell, and of a counter where that id is taken,
    /// so the same notebook always gets the same ids. Ids that are there stay, also invalid or
    /// double ones.
    public mutating func addMissingIDs() {
        nbformatMinor = max(nbformatMinor, 5)
        var taken = Set(cells.compactMap(\.id))
        var counters: [String: Int] = [:]
        for index in cells.indices where cells[index].id == nil {
            let first = Notebook.id(for: cells[index], counter: 0)
            var counter = counters[first] ?? 0
            var id = counter == 0 ? first : Notebook.id(for: cells[index], counter: counter)
            while !taken.insert(id).inserted {
                counter += 1
                id = Notebook.id(for: cells[index], counter: counter)
            }
            counters[first] = counter + 1
            cells[index].id = id
        }
    }

    /// Makes eight hexadecimal digits of a cell (FNV-1a of its type, text and counter).
    private static func id(for cell: Cell, counter: Int) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        mix(cell.type.utf8)
        mix([0])
        mix(cell.source.utf8)
        if counter > 0 { mix([0] + Array(String(counter).utf8)) }
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
