internal import NotebookModel

extension PythonSession {
    /// Runs, in order, the cells that are out of date after an edit, and what they need anew.
    ///
    /// Afterwards their results, and the names that they bind or change and any cell uses, are those
    /// of a run of all cells from the top, as far as names tell (``NotebookDependencies``). The
    /// first cell that doesn't end well ends the run.
    ///
    /// ```swift
    /// let run = try await session.runStale(in: cells, afterEditing: [2], executed: [0, 1, 2, 3])
    /// for cell in run.cells { print("cell \(cell.index): \(cell.result.value ?? "")") }
    /// ```
    ///
    /// An index means the same cell in all that is given: a cell that was inserted or removed has an
    /// empty text where it isn't, in what ``dependencies(of:timeout:)`` was asked for `before` or in
    /// `cells`, and counts as edited; one that was moved is a removed and an inserted one.
    ///
    /// - Parameters:
    ///   - cells: The code of all cells in order, as it is now.
    ///   - edited: The cells whose code is new, by index, and after a run that did not complete its
    ///     ``StaleRunResult/outdated``.
    ///   - executed: The cells that have run in this session, in the order in which they ran.
    ///   - before: The dependencies before the edit; with them cells are found that use what is no
    ///     longer defined, and it is removed. Default nil.
    ///   - options: How to run each cell.
    /// - Returns: What ran, and what the cells depend on now.
    /// - Throws: ``SandboxError``: an index is out of range, the cells can't be analysed
    ///   (``analysis(of:timeout:)``), or a cell could not be run; or `CancellationError`.
    public func runStale(
        in cells: [String],
        afterEditing edited: Set<Int>,
        executed: [Int],
        before: NotebookDependencies? = nil,
        options: CellOptions = CellOptions()
    ) async throws -> StaleRunResult {
        if let index = (Array(edited) + executed).first(where: { !cells.indices.contains($0) }) {
            throw SandboxError(
                .rejected,
                "there is no cell \(index): the indices of \(cells.count) cells begin with 0"
            )
        }
        let now = try await dependencies(of: cells)
        let stale = now.stale(afterEditing: edited, executed: executed, before: before)
        let (plan, unsure) = now.plan(for: stale, executed: executed, before: before)
        var run = StaleRunResult(
            dependencies: now,
            stale: stale,
            cells: [],
            remaining: plan,
            executed: executed
        )
        let gone = unsure.union(before?.names.subtracting(now.names) ?? [])
        if !plan.isEmpty, !gone.isEmpty {
            let removal = try await remove(gone, options)
            if removal.session != .kept {
                run.remaining = Set(executed + plan).sorted()
                run.executed = []
            }
            guard removal.outcome.isOK else { return run }
        }
        for index in plan {
            try Task.checkCancellation()
            let result = try await self.run(cells[index], options)
            run.remaining.removeFirst()
            run.cells.append(.init(index: index, result: result))
            guard result.session == .kept else {
                run.remaining = Set(executed + plan).sorted()
                run.executed = []
                break
            }
            run.executed.append(index)
            guard result.outcome.isOK else { break }
        }
        return run
    }

    /// What they held may run code of its own when it goes.
    private func remove(_ names: Set<String>, _ options: CellOptions) async throws -> CellResult {
        let list = JSONValue.array(names.sorted().map { .string($0) })
        let text = String(decoding: list.compactBytes(), as: UTF8.self)
        return try await run(
            "[globals().pop(name, None) for name in \(text)]",
            CellOptions(timeout: options.timeout, input: .refused, isSilent: true)
        )
    }
}

extension NotebookDependencies {
    /// All that the cells may define.
    fileprivate var names: Set<String> {
        Set(analyses.flatMap { $0.defines + $0.perhapsDefines })
    }
}
