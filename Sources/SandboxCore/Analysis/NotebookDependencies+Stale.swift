extension NotebookDependencies {
    /// The cells that are out of date after an edit: those edited, and those that depend on them,
    /// directly or through others.
    ///
    /// - Parameters:
    ///   - edited: The cells whose code is new. Those out of range don't count.
    ///   - executed: The cells that have run; others are not out of date, but for those edited.
    ///     Default nil: all have.
    ///   - before: The dependencies before the edit, of the same cells: so that a cell is found too
    ///     which uses what is no longer defined. Default nil.
    /// - Returns: The cells in order.
    public func stale(
        afterEditing edited: Set<Int>,
        executed: [Int]? = nil,
        before: NotebookDependencies? = nil
    ) -> [Int] {
        let candidates = executed.map { Set($0) } ?? Set(analyses.indices)
        var stale = edited.filter(analyses.indices.contains)
        for cell in analyses.indices where candidates.contains(cell) {
            let above = dependencies(of: cell) + (before?.dependencies(of: cell) ?? [])
            if above.contains(where: stale.contains) { stale.insert(cell) }
        }
        return stale.sorted()
    }

    /// The cells to run, in order, so that each of some cells finds what it uses as if all cells
    /// had run from the top.
    ///
    /// Beside the given ones these are cells whose definitions are missing, or are no longer what
    /// they were then: changed in place, bound again by another cell, or made of an object that is
    /// made anew. So a list that a cell appends to is made anew before that cell appends again, and
    /// cells below that have run follow if they bind or change what was made anew.
    ///
    /// - Parameters:
    ///   - cells: The cells that are to run, such as those that are stale.
    ///   - executed: The cells that have run in the session, in the order in which they ran, each
    ///     as often as it did.
    ///   - before: The dependencies as they were then. Default nil: as they are now.
    /// - Returns: The cells in order.
    public func cellsToRun(
        for cells: [Int],
        executed: [Int],
        before: NotebookDependencies? = nil
    ) -> [Int] {
        plan(for: cells, executed: executed, before: before).cells
    }

    /// The cells to run, and the names to remove before: those that only these cells have bound,
    /// and that they may not bind again.
    func plan(
        for cells: [Int],
        executed: [Int],
        before: NotebookDependencies?
    ) -> (cells: [Int], names: Set<String>) {
        let then = before?.effects ?? effects
        var past = CellRuns()
        for cell in executed where then.indices.contains(cell) { past.run(cell, then[cell]) }
        let known = Set(executed.filter(analyses.indices.contains))
        var plan = Set(cells.filter(analyses.indices.contains))
        while true {
            var runs = past
            let gone = past.names(madeOnlyBy: plan)
            runs.forget(gone)
            let missing =
                firstMissing(in: plan, &runs)
                ?? outOfDate(in: plan, then: then, after: runs, among: known.union(plan))
            guard let missing else {
                let unsure = Set(plan.flatMap { analyses[$0].perhapsDefines })
                return (plan.sorted(), gone.intersection(unsure))
            }
            plan.formUnion(missing)
        }
    }

    /// What the first cell of a plan lacks that doesn't find what it uses, nil if all do.
    private func firstMissing(in plan: Set<Int>, _ runs: inout CellRuns) -> Set<Int>? {
        for cell in plan.sorted() {
            let effects = effects[cell]
            var needed: Set<Int> = effects.readsEverything ? Set(0..<cell) : []
            for (name, expected) in effects.reads where runs.origin(of: name) != expected {
                needed.formUnion(expected.makers)
            }
            if needed.isSubset(of: plan) {
                needed = runs.outdated(behind: effects.reads.keys).filter { $0 < cell }
            }
            guard needed.isSubset(of: plan) else { return needed }
            runs.run(cell, effects)
        }
        return nil
    }

    /// The cells that make what a plan's cells write, or wrote then, and any cell uses, what it is
    /// once all cells have run; nil if it is that already.
    private func outOfDate(
        in plan: Set<Int>,
        then: [CellEffects],
        after runs: CellRuns,
        among known: Set<Int>
    ) -> Set<Int>? {
        var final = NameOrigins()
        for cell in known.sorted() { final.run(cell, effects[cell]) }
        let writers = plan.map { effects[$0] } + plan.filter(then.indices.contains).map { then[$0] }
        let used = Set(effects.flatMap(\.reads.keys))
        let written = Set(writers.flatMap { $0.replaces + $0.changes }).intersection(used)
        let needed = Set(
            written.filter { runs.origin(of: $0) != final[$0] }.flatMap { final[$0].makers }
        )
        return needed.isSubset(of: plan) ? nil : needed
    }
}
