/// Which cells made a name what it is.
struct NameOrigin: Hashable, Sendable {
    /// The cell that bound it, then those that may have bound or changed it since, as they ran.
    var writers: [Int] = []
    /// Cells since then that hide what they do.
    var opaque: ArraySlice<Int> = []

    /// All of them.
    var makers: [Int] { writers + opaque }
}

/// What running a cell does to names.
struct CellEffects: Hashable, Sendable {
    /// The names it uses, and what makes them what they are when all cells run in order.
    var reads: [String: NameOrigin] = [:]
    /// Whether it may use anything.
    var readsEverything = false
    /// Names that have nothing of before after it.
    var replaces: [String] = []
    /// Names that it may bind or change.
    var changes: [String] = []
    /// Whether it may bind anything.
    var isOpaque = false
}

/// Where the values of all names come from, as cells run.
struct NameOrigins: Sendable {
    private struct Entry {
        var writers: [Int]
        /// How many opaque cells had run when it was bound.
        var opaqueBefore: Int
    }

    private var entries: [String: Entry] = [:]
    private var opaque: [Int] = []

    subscript(name: String) -> NameOrigin {
        let entry = entries[name]
        return NameOrigin(
            writers: entry?.writers ?? [],
            opaque: opaque[(entry?.opaqueBefore ?? 0)...]
        )
    }

    /// The names that were bound or changed.
    var names: [String] { Array(entries.keys) }

    mutating func forget(_ names: Set<String>) {
        for name in names { entries[name] = nil }
    }

    mutating func run(_ cell: Int, _ effects: CellEffects) {
        for name in effects.changes {
            entries[name, default: Entry(writers: [], opaqueBefore: 0)].writers.append(cell)
        }
        for name in effects.replaces {
            entries[name] = Entry(writers: [cell], opaqueBefore: opaque.count)
        }
        if effects.isOpaque { opaque.append(cell) }
    }
}
