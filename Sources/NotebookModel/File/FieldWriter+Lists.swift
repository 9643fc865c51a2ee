extension FieldWriter {
    /// Writes a list with the white space that the file has in it.
    ///
    /// - Parameters:
    ///   - layout: Where the list stands in the file.
    ///   - places: For each element, which one of the file it comes from, if any.
    ///   - depth: How many containers are around the list.
    ///   - write: Writes the element at an index.
    mutating func list(
        _ layout: ListLayout,
        of places: [Int?],
        depth: Int,
        write: (inout FieldWriter, Int) -> Void
    ) {
        let elements = layout.elements
        guard !places.isEmpty else {
            if elements.isEmpty { return copy(layout.range) }
            return output += "[]".utf8
        }
        if let first = elements.first {
            copy(layout.range.lowerBound..<first.lowerBound)
        } else {
            print(depth: depth + 1) { printer in
                printer.output.append(UInt8(ascii: "["))
                printer.newline()
            }
        }
        var previous: Int?
        for index in places.indices {
            let place = places[index]
            if index > 0 { separate(elements, after: previous, before: place, depth: depth + 1) }
            write(&self, index)
            previous = place
        }
        if let last = elements.last {
            copy(last.upperBound..<layout.range.upperBound)
        } else {
            print(depth: depth) { printer in
                printer.newline()
                printer.output.append(UInt8(ascii: "]"))
            }
        }
    }

    private mutating func separate(
        _ elements: [Range<Int>],
        after previous: Int?,
        before next: Int?,
        depth: Int
    ) {
        if let previous, let next, next == previous + 1 {
            copy(elements[previous].upperBound..<elements[next].lowerBound)
        } else if elements.count > 1 {
            copy(elements[0].upperBound..<elements[1].lowerBound)
        } else {
            print(depth: depth) { $0.separate() }
        }
    }

    /// Writes the outputs of a cell, those at the beginning and the end that stay as the file has them.
    ///
    /// - Returns: Whether the file has a list of as many outputs as it is said to have.
    mutating func outputs(
        _ outputs: [Output],
        at range: Range<Int>,
        depth: Int,
        before: [Output]
    ) -> Bool {
        guard let layout = ListLayout(range, in: file.bytes), layout.elements.count == before.count
        else { return false }
        let count = min(outputs.count, before.count)
        var first = 0
        while first < count, outputs[first].isIdentical(to: before[first]) { first += 1 }
        var last = 0
        let shift = before.count - outputs.count
        while last < count - first,
            outputs[outputs.count - 1 - last].isIdentical(to: before[before.count - 1 - last])
        {
            last += 1
        }
        let places = outputs.indices.map { index in
            index < first ? index : index >= outputs.count - last ? index + shift : nil
        }
        list(layout, of: places, depth: depth) { writer, index in
            if let place = places[index] {
                writer.copy(layout.elements[place])
            } else {
                writer.print(depth: depth + 1) { $0.part(outputs[index]) }
            }
        }
        return true
    }
}
