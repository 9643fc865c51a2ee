/// The order in which keys are written: by their code points, equal ones as they stand.
struct KeyOrder {
    /// Where the keys stand, in their order; `nil` if they stand in it.
    private let places: [Int]?

    /// The order in which they stand.
    init() {
        places = nil
    }

    /// Finds the order of keys.
    ///
    /// - Parameters:
    ///   - count: How many keys there are.
    ///   - key: The key at a place.
    @inline(__always)
    init(of count: Int, _ key: (Int) -> String) {
        places = Self.isSorted(count, key) ? nil : Self.sorted(count, key)
    }

    /// The place of the key that comes at a position.
    @inline(__always)
    subscript(position: Int) -> Int { places?[position] ?? position }

    @inline(__always)
    private static func isSorted(_ count: Int, _ key: (Int) -> String) -> Bool {
        guard count > 1 else { return true }
        var last = key(0).firstWord
        for place in 1..<count {
            let word = key(place).firstWord
            if word < last || word == last && key(place).precedes(key(place - 1)) { return false }
            last = word
        }
        return true
    }

    @inline(never)
    private static func sorted(_ count: Int, _ key: (Int) -> String) -> [Int] {
        let words = (0..<count).map { key($0).firstWord }
        return words.indices.sorted { left, right in
            guard words[left] == words[right] else { return words[left] < words[right] }
            return key(left).precedes(key(right))
                || left < right && !key(right).precedes(key(left))
        }
    }
}

extension String {
    /// The first eight bytes, zeros behind a shorter text, as a number of the same order.
    fileprivate var firstWord: UInt64 {
        withBytes { bytes in
            if bytes.count >= 8 {
                // Any eight bytes are a number, and the bounds are checked.
                let word = unsafe bytes.bytes.unsafeLoadUnaligned(as: UInt64.self)
                return UInt64(bigEndian: word)
            }
            var word: UInt64 = 0
            for index in bytes.indices { word = word << 8 | UInt64(bytes[index]) }
            return word << UInt64(8 * (8 - bytes.count))
        }
    }
}
