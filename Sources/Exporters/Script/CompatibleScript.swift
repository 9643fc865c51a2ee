internal import NotebookModel

/// A script as nbconvert 7 writes it (`--to script`), with the templates `python` and `script`.
struct CompatibleScript {
    private let isPython: Bool
    private let rawType: String
    private var isAtStart = true

    init(_ notebook: Notebook) {
        isPython = ScriptLanguage.compatible(notebook).isPython
        let type = notebook.metadata["language_info"]?["mimetype"]?.stringValue
        rawType = isPython ? "text/x-python" : type ?? "text/plain"
    }

    /// What stands before the first cell.
    var header: [UInt8] {
        isPython ? Array(ScriptLayout.jupyterHeader.utf8) : []
    }

    /// What a cell becomes; line ends at the start of the document are dropped.
    mutating func text(of cell: Cell) -> [UInt8] {
        let text = fullText(of: cell)
        guard isAtStart, !isPython else { return text }
        let start = text.firstIndex { !PythonLexis.isLineEnd($0) }
        isAtStart = start == nil
        return start.map { Array(text[$0...]) } ?? []
    }

    private func fullText(of cell: Cell) -> [UInt8] {
        if cell.metadata["transient"]?["remove_source"] == .bool(true) { return [] }
        switch cell.kind {
        case .code(_, let count): return code(cell.source, count: count)
        case .markdown: return isPython ? markdown(cell.source) : []
        case .raw: return passes(cell) ? Array(cell.source.utf8) : []
        case .unknown: return []
        }
    }

    private func code(_ source: String, count: Int?) -> [UInt8] {
        guard isPython else { return [0x0A] + source.utf8 + [0x0A] }
        var output: [UInt8] = []
        output.reserveCapacity(source.utf8.count + 32)
        output += "\n# In[\(CompatibleScript.number(count))]:\n\n\n".utf8
        output += IPythonTransformer.transform(Array(source.utf8))
        output.append(0x0A)
        return output
    }

    /// What stands between the brackets of a mark.
    static func number(_ count: Int?) -> String {
        guard let count, count != 0 else { return " " }
        return String(count)
    }

    private func markdown(_ source: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(source.utf8.count * 17 / 16 + 8)
        output += "\n# ".utf8
        for byte in source.utf8 {
            output.append(byte)
            if byte == 0x0A { output += "# ".utf8 }
        }
        output.append(0x0A)
        return output
    }

    private func passes(_ cell: Cell) -> Bool {
        guard let type = cell.metadata["raw_mimetype"] else { return true }
        guard let name = type.stringValue?.lowercased() else { return false }
        return name.isEmpty || name.utf8.elementsEqual(rawType.utf8)
    }
}
