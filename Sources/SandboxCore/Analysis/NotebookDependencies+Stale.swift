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
    /// Beside the given ones these are cells above them whose definitions are missing, or are no
    /// longer what they were then: changed in place, or bound again by another cell. So a list that
    /// a cell appends to is made anew before that cell appends again.
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
        let then = before?.effects ?? effects
        var past = NameOrigins()
        for cell in executed where then.indices.contains(cell) { past.run(cell, then[cell]) }
        var plan = Set(cells.filter(analyses.indices.contains))
        while let missing = firstMissing(in: plan, after: past) { plan.formUnion(missing) }
        return plan.sorted()
    }

    /// What the first cell of a plan lacks that doesn't find what it uses.
    private func firstMissing(in plan: Set<Int>, after past: NameOrigins) -> Set<Int>? {
        var origins = past
        for cell in plan.sorted() {
            let effects = effects[cell]
            var needed: Set<Int> = effects.readsEverything ? Set(0..<cell) : []
            for (name, expected) in effects.reads where origins[name] != expected {
                needed.formUnion(expected.writers + expected.opaque)
            }
            guard needed.isSubset(of: plan) else { return needed }
            origins.run(cell, effects)
        }
        return nil
    }
}
