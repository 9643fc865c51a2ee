/// Makes ids for cells, of eight hexadecimal digits, none of them twice.
struct CellIDMaker {
    private var taken: Set<String>
    private var counters: [String: Int] = [:]

    /// Makes a maker that knows the ids that are in the notebook already.
    init(taken: some Sequence<String>) {
        self.taken = Set(taken)
    }

    /// Makes an id of the type and the text of its cell, and of a counter where that id is taken:
    /// the same one for the same notebook on every run.
    mutating func makeID(type: String, source: String) -> String {
        let hash = CellIDMaker.hash(type.utf8, after: 0xCBF2_9CE4_8422_2325)
        return makeID(
            seed: CellIDMaker.hash(source.utf8, after: CellIDMaker.hash([0], after: hash))
        )
    }

    /// Makes an id of a seed, and of a counter where that id is taken.
    mutating func makeID(seed: UInt64) -> String {
        let first = CellIDMaker.id(of: seed, counter: 0)
        var counter = counters[first] ?? 0
        var id = CellIDMaker.id(of: seed, counter: counter)
        while !taken.insert(id).inserted {
            counter += 1
            id = CellIDMaker.id(of: seed, counter: counter)
        }
        counters[first] = counter + 1
        return id
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
