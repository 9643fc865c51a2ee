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
        let seed = type.withBytes { CellIDMaker.hash($0, after: 0xCBF2_9CE4_8422_2325) }
        return makeID(seed: source.withBytes { CellIDMaker.hash($0, after: seed) })
    }

    /// Makes an id of a seed, and of a counter where that id is taken.
    mutating func makeID(seed: UInt64) -> String {
        let first = CellIDMaker.id(of: seed)
        if taken.insert(first).inserted { return first }
        var counter = counters[first] ?? 1
        var id = CellIDMaker.id(of: CellIDMaker.mixed(UInt64(counter), into: seed))
        while !taken.insert(id).inserted {
            counter += 1
            id = CellIDMaker.id(of: CellIDMaker.mixed(UInt64(counter), into: seed))
        }
        counters[first] = counter + 1
        return id
    }

    private static func id(of hash: UInt64) -> String {
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Mixes a text with its length into a hash, eight bytes at a time.
    private static func hash(_ text: Span<UInt8>, after hash: UInt64) -> UInt64 {
        let bytes = unsafe text.bytes
        var hash = mixed(UInt64(text.count), into: hash)
        var index = 0
        while index &+ 8 <= bytes.byteCount {
            // Any eight bytes are a number, and the bounds are checked.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = mixed(UInt64(littleEndian: word), into: hash)
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(text[index])
            index &+= 1
        }
        return mixed(rest, into: hash)
    }

    /// Mixes a number into a hash, as FNV-1a does with a byte, and its high bits into the low ones.
    private static func mixed(_ number: UInt64, into hash: UInt64) -> UInt64 {
        let product = (hash ^ number) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }
}
