import NotebookModel

/// A Python script whose lines `# %%` begin cells.
enum PercentScript {
    /// Cuts a script into cells; one without such lines is one cell.
    static func notebook(_ script: String) -> Notebook {
        let text = script.split(separator: "\r\n", omittingEmptySubsequences: false)
            .joined(separator: "\n")
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        skipHeader(&lines)
        var cells: [Cell] = []
        var marker: Substring?
        var current: [Substring] = []
        func close() {
            while current.last?.allSatisfy(\.isWhitespace) == true { current.removeLast() }
            while current.first?.isEmpty == true { current.removeFirst() }
            if marker != nil || !current.isEmpty { cells.append(cell(marker ?? "", current)) }
            current = []
        }
        for line in lines {
            if isMarker(line) {
                close()
                marker = line
            } else {
                current.append(line)
            }
        }
        close()
        var notebook = Notebook(cells: cells)
        notebook.addMissingIDs()
        return notebook
    }

    private static func isMarker(_ line: Substring) -> Bool {
        guard line.hasPrefix("#") else { return false }
        let rest = line.dropFirst().drop { $0 == " " }
        guard rest.hasPrefix("%%") else { return false }
        return rest.dropFirst(2).first.map { $0 == " " || $0 == "[" || $0 == "%" } ?? true
    }

    private static func cell(_ marker: Substring, _ lines: [Substring]) -> Cell {
        guard marker.contains("[markdown]") || marker.contains("[md]") else {
            return .code(lines.joined(separator: "\n"))
        }
        let text = lines.map { line in
            line.hasPrefix("# ") ? line.dropFirst(2) : line.hasPrefix("#") ? line.dropFirst() : line
        }
        return .markdown(text.joined(separator: "\n"))
    }

    /// Passes over the header that jupytext writes: comment lines between two of `# ---`.
    private static func skipHeader(_ lines: inout ArraySlice<Substring>) {
        guard lines.first == "# ---",
            let end = lines.dropFirst().firstIndex(of: "# ---"),
            lines[..<end].allSatisfy({ $0.hasPrefix("#") })
        else { return }
        lines = lines[(end + 1)...]
    }
}
