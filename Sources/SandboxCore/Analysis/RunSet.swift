/// Some runs, by number, a bit for each.
struct RunSet: Sendable {
    private var words: [UInt] = []

    mutating func insert(_ run: Int) {
        let word = run / UInt.bitWidth
        if word >= words.count {
            words += repeatElement(0, count: word + 1 - words.count)
        }
        words[word] |= 1 << (run % UInt.bitWidth)
    }

    mutating func formUnion(_ other: RunSet) {
        if other.words.count > words.count {
            words += repeatElement(0, count: other.words.count - words.count)
        }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    func isDisjoint(with other: RunSet) -> Bool {
        zip(words, other.words).allSatisfy { $0 & $1 == 0 }
    }

    /// The runs in order.
    var members: [Int] {
        var members: [Int] = []
        for (index, var word) in words.enumerated() {
            while word != 0 {
                members.append(index * UInt.bitWidth + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        return members
    }
}
