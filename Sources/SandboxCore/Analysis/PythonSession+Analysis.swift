extension PythonSession {
    /// Finds out what cells define, use and change, without running them.
    ///
    /// It is done in the sandbox by Python's own parser, with magics understood as cells do. A cell
    /// that is no Python says so in ``CellAnalysis/failure``, and the others are still analysed.
    /// What the session has run doesn't matter, but code that tampered with the worker may have
    /// tampered with the answer: it is the worker's word.
    ///
    /// - Parameters:
    ///   - cells: The code of at most 2,000 cells in order: each of at most 1 MiB, and all of some
    ///     4 MiB.
    ///   - timeout: The longest time it may take; nil is none. Default 30 s.
    /// - Returns: An analysis for each cell.
    /// - Throws: ``SandboxError``: the cells are too many or too long, the session has ended, the
    ///   time was over, the answer was beyond the output limits or none; or `CancellationError`.
    public func analysis(
        of cells: [String],
        timeout: Duration? = .seconds(30)
    ) async throws -> [CellAnalysis] {
        guard cells.count <= CellAnalysis.cellLimit else {
            throw SandboxError(
                .rejected,
                "\(cells.count) cells can't be analysed: the most is \(CellAnalysis.cellLimit)"
            )
        }
        return try await answer(to: .analyze(cells), timeout: timeout) {
            reader throws(ProtocolViolation) in
            var analyses: [CellAnalysis] = []
            var names = 0
            for cell in try reader.objects("cells") {
                let analysis = try CellAnalysis(cell)
                names += analysis.nameCount
                analyses.append(analysis)
            }
            // Who makes a graph of them pays for each name in each cell.
            guard analyses.count == cells.count, names <= 200_000 else {
                throw reader.refusal("cells")
            }
            return analyses
        }
    }

    /// Finds out which cells' definitions each cell uses, without running them.
    ///
    /// - Parameters:
    ///   - cells: The code of at most 2,000 cells in order: each of at most 1 MiB, and all of some
    ///     4 MiB.
    ///   - timeout: The longest time it may take; nil is none. Default 30 s.
    /// - Returns: What the cells depend on.
    /// - Throws: As ``analysis(of:timeout:)`` does.
    public func dependencies(
        of cells: [String],
        timeout: Duration? = .seconds(30)
    ) async throws -> NotebookDependencies {
        NotebookDependencies(try await analysis(of: cells, timeout: timeout))
    }
}
