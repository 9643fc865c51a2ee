extension Notebook {
    /// Splits a cell in two.
    ///
    /// As in JupyterLab both halves have the type and the metadata, line feeds at the ends of the
    /// halves go, and outputs and execution count stay with the second one, below which they stood.
    /// The first half keeps the id, as the proposal that brought the ids wants it (JEP 62;
    /// JupyterLab leaves it to the second half). The second half keeps the attachments, and the
    /// first one too if its text has a reference to any.
    ///
    /// - Parameters:
    ///   - cell: The cell's id or index.
    ///   - position: The start of the second half, an index of the cell's source.
    /// - Returns: The index of the second half.
    /// - Throws: `NotebookEditError` if there is no such cell or position, several cells have the
    ///   id, or the type of the cell isn't known.
    @discardableResult
    public mutating func splitCell(
        _ cell: CellReference,
        at position: String.Index
    ) throws(NotebookEditError) -> Int {
        let index = try index(of: cell)
        try requireKnownTypes(index...index)
        let source = cells[index].source
        guard (source.startIndex...source.endIndex).contains(position) else {
            throw .positionOutsideSource(index: index)
        }
        var first = cells[index]
        first.source = Notebook.trimmingLineEnds(source[..<position])
        first.removeRun()
        if !first.source.contains("attachment:") { first.attachments = [] }
        var second = cells[index]
        second.source = Notebook.trimmingLineEnds(source[position...])
        second.id = nil
        cells.replaceSubrange(index...index, with: [first] + (try identified([second])))
        return index + 1
    }

    /// Merges neighbouring cells into one.
    ///
    /// As in JupyterLab the sources are joined with an empty line between them, type and metadata
    /// are those of the first named cell, outputs and execution count go, and the id is a new one.
    /// A Markdown or raw cell gets the attachments of all; where JupyterLab lets the last of one
    /// name win, attachments of one name have to be the same here.
    ///
    /// - Parameters:
    ///   - cell: The id or index of the cell at one end, above or below the other.
    ///   - other: The id or index of the cell at the other end.
    /// - Returns: The index of the merged cell.
    /// - Throws: `NotebookEditError` if there are no such cells, several cells have an id, the two
    ///   are one, attachments clash, or the type of a cell isn't known.
    @discardableResult
    public mutating func mergeCells(
        _ cell: CellReference,
        through other: CellReference
    ) throws(NotebookEditError) -> Int {
        let index = try index(of: cell)
        let end = try self.index(of: other)
        guard index != end else { throw .nothingToMerge(index: index) }
        let range = min(index, end)...max(index, end)
        try requireKnownTypes(range)
        var merged = cells[index]
        merged.id = nil
        merged.source = cells[range].map(\.source).joined(separator: "\n\n")
        merged.removeRun()
        if !merged.isCode { merged.attachments = try attachments(of: range) }
        cells.replaceSubrange(range, with: try identified([merged]))
        return range.lowerBound
    }

    private func attachments(
        of range: ClosedRange<Int>
    ) throws(NotebookEditError) -> [CellAttachment] {
        var attachments: [CellAttachment] = []
        var contents: [String: MIMEBundle] = [:]
        for index in range {
            for attachment in cells[index].attachments {
                if let content = contents.updateValue(attachment.content, forKey: attachment.name) {
                    guard content == attachment.content else {
                        throw .attachmentClash(attachment.name, index: index)
                    }
                } else {
                    attachments.append(attachment)
                }
            }
        }
        return attachments
    }

    private func requireKnownTypes(_ range: ClosedRange<Int>) throws(NotebookEditError) {
        for index in range {
            if case .unknown(let type) = cells[index].kind {
                throw .unknownType(type, index: index)
            }
        }
    }

    private static func trimmingLineEnds(_ text: Substring) -> String {
        func isLineEnd(_ character: Character) -> Bool {
            character == "\n" || character == "\r\n"
        }
        let start = text.drop(while: isLineEnd)
        guard let last = start.lastIndex(where: { !isLineEnd($0) }) else { return "" }
        return String(start[...last])
    }
}
