extension FieldWriter {
    /// The file of a notebook, if all of it is as it was.
    static func untouched(_ notebook: Notebook) -> NotebookFile? {
        guard let file = notebook.head.untouched?.file, file.cells.count == notebook.cells.count,
            zip(notebook.cells, file.cells).allSatisfy({ cell, range in
                guard let part = cell.backing.untouched else { return false }
                return part.file === file && part.range == range
            })
        else { return nil }
        return file
    }

    /// Writes the notebook and everything around it.
    mutating func notebook(_ notebook: Notebook, head: FilePart<Notebook.Head>) {
        copy(0..<file.layout.range.lowerBound)
        let cells = file.list.range
        object(
            file.layout,
            depth: 0,
            from: head.value,
            to: notebook.head.value
        ) { writer, member in
            guard member.value == cells else { return false }
            let places = notebook.cells.map { writer.place(of: $0) }
            writer.list(writer.file.list, of: places, depth: 1) { writer, index in
                writer.cell(notebook.cells[index], isHere: places[index] != nil)
            }
            return true
        }
        copy(file.layout.range.upperBound..<file.bytes.count)
    }

    /// The index in the file's list of cells from which a cell comes.
    private func place(of cell: Cell) -> Int? {
        guard let part = cell.backing.part, part.file === file else { return nil }
        var low = 0
        var high = file.cells.count
        while low < high {
            let middle = (low + high) / 2
            if file.cells[middle].lowerBound < part.range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private mutating func cell(_ cell: Cell, isHere: Bool) {
        if isHere, let part = cell.backing.untouched { return copy(part.range) }
        let content = cell.content
        guard isHere, let part = cell.backing.part,
            let layout = ObjectLayout(part.range, in: file.bytes)
        else { return print(depth: 2) { $0.part(content) } }
        object(layout, depth: 2, from: part.value, to: content)
    }
}
