/// The runs of cells in a session, each with the runs that made what it used.
struct CellRuns: Sendable {
    private struct Run {
        let cell: Int
        /// The runs that made what it used.
        let above: Set<Int>
        /// Whether that is what it uses when all cells run in order.
        let isInOrder: Bool
    }

    private var runs: [Run] = []
    /// In which runs stand for cells.
    private var origins = NameOrigins()

    /// A cell has run.
    mutating func run(_ cell: Int, _ effects: CellEffects) {
        let used = effects.readsEverything ? origins.names : Array(effects.reads.keys)
        let above = Set(used.flatMap { origins[$0].makers })
        let isInOrder = effects.reads.allSatisfy { origin(of: $0.key) == $0.value }
        runs.append(Run(cell: cell, above: above, isInOrder: isInOrder))
        origins.run(runs.count - 1, effects)
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
        Set(
            origins.names.filter { name in
                origin(of: name).makers.allSatisfy(cells.contains)
            }
        )
    }

    mutating func forget(_ names: Set<String>) { origins.forget(names) }

    /// The cells that made some names, or what those were made of, of something else than what they
    /// would find now: what another cell has made anew since, or had from below.
    func outdated(behind names: some Sequence<String>) -> Set<Int> {
        var open = names.flatMap { origins[$0].makers }
        var known: Set<Int> = []
        var latest: [Int: Int] = [:]
        while let id = open.popLast() {
            guard known.insert(id).inserted else { continue }
            latest[runs[id].cell] = max(id, latest[runs[id].cell] ?? id)
            open += runs[id].above
        }
        return Set(
            known.lazy.map { runs[$0] }
                .filter { run in
                    !run.isInOrder || run.above.contains { latest[runs[$0].cell] != $0 }
                }
                .map(\.cell)
        )
    }
}
