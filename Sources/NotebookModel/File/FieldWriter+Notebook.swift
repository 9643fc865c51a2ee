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
        let cells = file.list
        object(
            file.layout,
            depth: 0,
            from: head.value,
            to: notebook.head.value
        ) { writer, member in
            guard member.value == cells else { return false }
            writer.list(of: notebook.cells)
            return true
        }
        copy(file.layout.range.upperBound..<file.bytes.count)
    }

    /// Writes the list of cells, with the white space that the file has between them.
    private mutating func list(of cells: [Cell]) {
        guard !cells.isEmpty else { return output += "[]".utf8 }
        let places = file.cells
        if let first = places.first {
            copy(file.list.lowerBound..<first.lowerBound)
        } else {
            print(depth: 2) { printer in
                printer.output.append(UInt8(ascii: "["))
                printer.newline()
            }
        }
        var previous: Int?
        for (number, cell) in cells.enumerated() {
            let place = place(of: cell)
            if number > 0 { separate(after: previous, before: place) }
            self.cell(cell, isHere: place != nil)
            previous = place
        }
        if let last = places.last {
            copy(last.upperBound..<file.list.upperBound)
        } else {
            print(depth: 1) { printer in
                printer.newline()
                printer.output.append(UInt8(ascii: "]"))
            }
        }
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

    private mutating func separate(after previous: Int?, before next: Int?) {
        let places = file.cells
        if let previous, let next, next == previous + 1 {
            copy(places[previous].upperBound..<places[next].lowerBound)
        } else if places.count > 1 {
            copy(places[0].upperBound..<places[1].lowerBound)
        } else {
            print(depth: 2) { $0.separate() }
        }
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
