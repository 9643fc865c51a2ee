/// A run of marks that may start or end emphasis.
struct Delimiter {
    let token: Int
    let character: UInt8

    /// The marks that are not used up, and how many there were.
    var count: Int
    let length: Int

    let canOpen: Bool
    let canClose: Bool

    /// The neighbours in the list of runs that can still match; -1 if there is none.
    var previous: Int
    var next: Int

    /// Which of the bottoms in the stack holds for this closing run.
    var bottomKey: Int {
        switch character {
        case Mark.tilde: 12 + min(length, 2)
        case Mark.asterisk: (canOpen ? 3 : 0) + length % 3
        default: 6 + (canOpen ? 3 : 0) + length % 3
        }
    }

    /// Tells whether this run can be the start of what another ends.
    func opens(_ closer: Delimiter) -> Bool {
        guard canOpen, character == closer.character else { return false }
        if character == Mark.tilde { return length == closer.length }
        // The rule of three: "*foo**bar*" is no emphasis that ends inside of the two.
        return !(closer.canOpen || canClose) || closer.length % 3 == 0
            || (length + closer.length) % 3 != 0
    }
}

/// The runs of marks that may become emphasis.
struct DelimiterStack {
    private(set) var items: [Delimiter] = []

    /// Below which run there is no start for a closing run of each kind.
    private var bottoms: [Int] = []

    var count: Int { items.count }

    subscript(index: Int) -> Delimiter {
        get { items[index] }
        set { items[index] = newValue }
    }

    mutating func append(
        token: Int,
        character: UInt8,
        count: Int,
        canOpen: Bool,
        canClose: Bool
    ) {
        items.append(
            Delimiter(
                token: token,
                character: character,
                count: count,
                length: count,
                canOpen: canOpen,
                canClose: canClose,
                previous: items.count - 1,
                next: items.count + 1
            )
        )
    }

    mutating func removeAll(from count: Int) {
        items.removeLast(items.count - count)
    }

    /// Starts the matching of all runs from one on.
    mutating func prepare(bottom: Int) {
        bottoms.removeAll(keepingCapacity: true)
        bottoms.append(contentsOf: repeatElement(bottom, count: 15))
    }

    /// Finds the run that starts what another one ends.
    func opener(for closer: Int, above bottom: Int) -> Int? {
        let delimiter = items[closer]
        let lowest = max(bottom, bottoms[delimiter.bottomKey])
        var candidate = delimiter.previous
        while candidate >= lowest {
            if items[candidate].opens(delimiter) { return candidate }
            candidate = items[candidate].previous
        }
        return nil
    }

    /// Notes that no run before a closing one can match it or others like it.
    mutating func raiseBottom(for closer: Int) {
        bottoms[items[closer].bottomKey] = items[closer].previous + 1
    }

    /// Takes a run out of the list.
    mutating func remove(_ index: Int, above bottom: Int) {
        let item = items[index]
        if item.previous >= bottom { items[item.previous].next = item.next }
        if item.next < items.count { items[item.next].previous = item.previous }
    }

    /// Takes the runs between two out of the list.
    mutating func removeBetween(_ opener: Int, _ closer: Int) {
        items[opener].next = closer
        items[closer].previous = opener
    }
}
