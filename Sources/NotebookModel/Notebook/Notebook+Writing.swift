extension Notebook {
    /// Writes the notebook, in the layout of the file that it was read from if there was one.
    ///
    /// What hasn't been changed keeps its bytes: an untouched notebook is its file again, and the
    /// edit of a cell leaves the other cells as they stand, and of that cell the members that say
    /// the same as before. What is new is written in the style of the file. A notebook made in code,
    /// or upgraded from format 1, 2 or 3, is written as ``normalizedBytes()`` does.
    ///
    /// - Returns: The file in UTF-8.
    public func jsonBytes() -> [UInt8] {
        guard let head = head.part else { return normalizedBytes() }
        if let file = FieldWriter.untouched(self) { return file.bytes }
        var writer = FieldWriter(head.file)
        writer.notebook(self, head: head)
        return writer.output
    }

    /// Writes the notebook as `nbformat.write` does.
    ///
    /// One space a level, keys sorted, texts split into lines, a line feed at the end; the metadata
    /// that belongs to a session only (`orig_nbformat`, `orig_nbformat_minor`, `signature` and
    /// `trusted` of cells) is left out. Required members that were missing are written empty,
    /// missing ids are not added: see ``addMissingIDs()``. Some things differ from Python: a number
    /// beyond the range of `Double` keeps its spelling; a lone surrogate is written as its escape,
    /// where Python fails; a member that metadata has twice is written twice; and what had another
    /// type than it should have is written as it was understood, for example `null` for a text as
    /// an empty one, and what is no cell in the list of cells as one of no type.
    ///
    /// - Returns: The file in UTF-8.
    public func normalizedBytes() -> [UInt8] {
        var output: [UInt8] = []
        JSONPrinter.append(
            to: &output,
            options: .notebook,
            expecting: (head.part?.file.bytes.count ?? 0) / 8 * 9 + 4096  // more than the file
        ) { printer in
            printer.part(self)
            printer.end()
        }
        return output
    }

    /// The notebook as a JSON value, texts split into lines as in a file.
    ///
    /// - Returns: The value, keys sorted.
    public func jsonValue() -> JSONValue {
        JSONValue(part: self)
    }
}
