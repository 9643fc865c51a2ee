/// Makes ids for cells, the same ones for the same notebook on every run.
///
/// An id is made of the type and the text of its cell, and of a counter where that id is taken.
struct CellIDMaker {
    private var taken: Set<String>
    private var counters: [String: Int] = [:]

    /// Makes a maker.
    ///
    /// - Parameter taken: The ids that are in the notebook already.
    init(taken: some Sequence<String>) {
        self.taken = Set(taken)
    }

    /// Makes an id that no other cell has.
    mutating func makeID(type: String, source: String) -> String {
        let first = CellIDMaker.id(type, source, counter: 0)
        var counter = counters[first] ?? 0
        var id = counter == 0 ? first : CellIDMaker.id(type, source, counter: counter)
        while !taken.insert(id).inserted {
            counter += 1
            id = CellIDMaker.id(type, source, counter: counter)
        }
        counters[first] = counter + 1
        return id
    }

    /// Makes eight hexadecimal digits of a cell (FNV-1a of its type, text and counter).
    private static func id(_ type: String, _ source: String, counter: Int) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        mix(type.utf8)
        mix([0])
        mix(source.utf8)
        if counter > 0 { mix([0] + Array(String(counter).utf8)) }
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
