/// The text of a cell that stands in triple quotes.
enum QuotedText {
    /// Takes the quotes off lines that are one string.
    ///
    /// - Parameter lines: The lines of a cell.
    /// - Returns: The text and the quotes as metadata has them (`cell_marker`), or `nil` if the
    ///   lines are something else.
    static func read(
        _ lines: [ArraySlice<UInt8>]
    ) -> (text: ArraySlice<UInt8>, marker: String?)? {
        guard let first = lines.first(where: { !PythonLines.isBlank($0) }),
            let byte = PythonLines.leftStripped(first).first, "rR\"'".utf8.contains(byte)
        else { return nil }
        let joined = Array(lines.joined(separator: [0x0A]))
        let text = PythonLines.stripped(joined[...])
        let prefix = text.prefix { $0 == 0x72 || $0 == 0x52 }
        guard prefix.count <= 1 else { return nil }
        for quote in ["\"\"\"", "'''"] {
            let left = Array(prefix) + Array(quote.utf8)
            guard text.starts(with: left), text.count >= left.count + 3,
                text.suffix(3).elementsEqual(quote.utf8)
            else { continue }
            var inner = text.dropFirst(left.count).dropLast(3)
            let hasBreakFirst = inner.first == 0x0A
            if hasBreakFirst { inner = inner.dropFirst() }
            let hasBreakLast = inner.last == 0x0A
            if hasBreakLast { inner = inner.dropLast() }
            let name = String(decoding: left, as: UTF8.self)
            if hasBreakFirst, hasBreakLast { return (inner, name) }
            // jupytext notes the other forms for raw strings only.
            if prefix.isEmpty { return (inner, nil) }
            let marker = name + (hasBreakFirst ? "\n," : ",") + (hasBreakLast ? "\n" : "") + quote
            return (inner, marker)
        }
        return nil
    }
}
