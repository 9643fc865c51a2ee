/// The runs of cells in a session, each with the runs that made what it used.
struct CellRuns: Sendable {
    private struct Run {
        let cell: Int
        /// The runs that made what it used.
        let above: RunSet
        /// These, and the runs that made what they used, and so on.
        let behind: RunSet
        /// Whether that is what it uses when all cells run in order.
        let isInOrder: Bool
    }

    private var runs: [Run] = []
    /// The last run of each cell.
    private var latest: [Int: Int] = [:]
    /// Runs of cells that have run again since.
    private var outlived = RunSet()
    /// In which runs stand for cells.
    private var origins = NameOrigins()

    /// A cell has run.
    mutating func run(_ cell: Int, _ effects: CellEffects) {
        let used = effects.readsEverything ? origins.names : Array(effects.reads.keys)
        let above = makers(of: used)
        let isInOrder = effects.reads.allSatisfy { origin(of: $0.key) == $0.value }
        let run = Run(cell: cell, above: above, behind: behind(above), isInOrder: isInOrder)
        if let before = latest.updateValue(runs.count, forKey: cell) { outlived.insert(before) }
        origins.run(runs.count, effects)
        runs.append(run)
    }

    /// The cells that made a name what it is.
    func origin(of name: String) -> NameOrigin {
        let origin = origins[name]
        return NameOrigin(
            writers: origin.writers.map { runs[$0].cell },
            opaque: ArraySlice(origin.opaque.map { runs[$0].cell })
        )
    }

    /// The names that only some cells have made: nothing is left of them once those run again.
    func names(madeOnlyBy cells: Set<Int>) -> Set<String> {
        Set(origins.names.filter { origin(of: $0).makers.allSatisfy(cells.contains) })
    }

    mutating func forget(_ names: Set<String>) { origins.forget(names) }

    /// The cells that made some names, or what those were made of, of something else than what they
    /// would find now: had from below, or made anew since and used in its new state, too.
    func outdated(behind names: some Sequence<String>) -> Set<Int> {
        let known = behind(makers(of: names))
        // Of cells with two runs among these, all but the last run.
        var newest: [Int: Int] = [:]
        var older = RunSet()
        if !known.isDisjoint(with: outlived) {
            for id in known.members {
                if let other = newest.updateValue(id, forKey: runs[id].cell) { older.insert(other) }
            }
        }
        return Set(
            known.members.lazy.map { runs[$0] }
                .filter { !$0.isInOrder || !$0.above.isDisjoint(with: older) }
                .map(\.cell)
        )
    }

    private func makers(of names: some Sequence<String>) -> RunSet {
        var makers = RunSet()
        for name in names {
            for run in origins[name].makers { makers.insert(run) }
        }
        return makers
    }

    private func behind(_ above: RunSet) -> RunSet {
        var behind = above
        for run in above.members { behind.formUnion(runs[run].behind) }
        return behind
    }
}
