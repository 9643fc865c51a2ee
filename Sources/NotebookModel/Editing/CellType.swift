/// The types that the format has for cells.
public enum CellType: String, Sendable, Hashable, CaseIterable {
    /// Code.
    case code
    /// Text in Markdown.
    case markdown
    /// Text that only an exporter understands.
    case raw
}

extension Cell {
    /// Makes the cell one of another type.
    ///
    /// As in JupyterLab id, text and metadata stay, attachments stay between Markdown and raw cells
    /// and go from code, outputs and execution count go. A cell of the type already stays as it is.
    ///
    /// - Parameter type: The type.
    public mutating func changeType(to type: CellType) {
        guard self.type != type.rawValue else { return }
        kind =
            switch type {
            case .code: .code(outputs: [], executionCount: nil)
            case .markdown: .markdown(attachments: attachments)
            case .raw: .raw(attachments: attachments)
            }
        // What stood there though it didn't belong to the old type would now count.
        for key in ["attachments", "execution_count", "outputs"] { otherMembers[key] = nil }
    }
}

extension Notebook {
    /// Makes a cell one of another type, as ``Cell/changeType(to:)`` does.
    ///
    /// - Parameters:
    ///   - cell: The cell's id or index.
    ///   - type: The type.
    /// - Throws: `NotebookEditError` if there is no such cell, or several cells have the id.
    public mutating func changeType(
        of cell: CellReference,
        to type: CellType
    ) throws(NotebookEditError) {
        cells[try index(of: cell)].changeType(to: type)
    }
}
