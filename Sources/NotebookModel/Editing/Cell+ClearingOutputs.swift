extension Cell {
    /// Removes the outputs of a code cell, as `jupyter nbconvert --clear-output` does.
    ///
    /// With them go the metadata on how they are shown, `collapsed` and `scrolled`; the times of
    /// the last run (`execution`) stay. Other cells stay as they are.
    ///
    /// - Parameter keepingExecutionCount: Whether the number of the last run stays.
    public mutating func clearOutputs(keepingExecutionCount: Bool = false) {
        guard isCode else { return }
        removeRun(keepingExecutionCount: keepingExecutionCount)
        metadata["collapsed"] = nil
        metadata["scrolled"] = nil
    }

    /// Removes what the last run left, also what stands in its place and can't be read.
    mutating func removeRun(keepingExecutionCount: Bool = false) {
        guard case .code(_, let count) = kind else { return }
        kind = .code(outputs: [], executionCount: keepingExecutionCount ? count : nil)
        otherMembers["outputs"] = nil
        if !keepingExecutionCount { otherMembers["execution_count"] = nil }
    }
}

extension Notebook {
    /// Removes the outputs of all cells, as ``Cell/clearOutputs(keepingExecutionCount:)`` does.
    ///
    /// - Parameter keepingExecutionCounts: Whether the numbers of the last runs stay.
    public mutating func clearOutputs(keepingExecutionCounts: Bool = false) {
        for index in cells.indices {
            cells[index].clearOutputs(keepingExecutionCount: keepingExecutionCounts)
        }
    }

    /// Removes the outputs of a cell, as ``Cell/clearOutputs(keepingExecutionCount:)`` does.
    ///
    /// - Parameters:
    ///   - cell: The cell's id or index.
    ///   - keepingExecutionCount: Whether the number of the last run stays.
    /// - Throws: `NotebookEditError` if there is no such cell, or several cells have the id.
    public mutating func clearOutputs(
        of cell: CellReference,
        keepingExecutionCount: Bool = false
    ) throws(NotebookEditError) {
        cells[try index(of: cell)].clearOutputs(keepingExecutionCount: keepingExecutionCount)
    }
}
