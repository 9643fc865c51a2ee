extension TeXParser {
    /// How the columns of a table stand.
    enum Columns {
        /// Each in the middle.
        case array
        /// Right and left in turn, which meet at the signs that are aligned.
        case aligned
        /// All at the left.
        case cases
        /// Lines in the middle.
        case gathered
    }

    private struct Environment {
        var columns: Columns
        var left = ""
        var right = ""
    }

    private static let environments: [String: Environment] = [
        "matrix": Environment(columns: .array), "smallmatrix": Environment(columns: .array),
        "pmatrix": Environment(columns: .array, left: "(", right: ")"),
        "bmatrix": Environment(columns: .array, left: "[", right: "]"),
        "Bmatrix": Environment(columns: .array, left: "{", right: "}"),
        "vmatrix": Environment(columns: .array, left: "|", right: "|"),
        "Vmatrix": Environment(columns: .array, left: "‖", right: "‖"),
        "array": Environment(columns: .array), "subarray": Environment(columns: .array),
        "cases": Environment(columns: .cases, left: "{"),
        "rcases": Environment(columns: .cases, right: "}"),
        "dcases": Environment(columns: .cases, left: "{"),
        "align": Environment(columns: .aligned), "aligned": Environment(columns: .aligned),
        "split": Environment(columns: .aligned), "eqnarray": Environment(columns: .aligned),
        "alignat": Environment(columns: .aligned), "alignedat": Environment(columns: .aligned),
        "flalign": Environment(columns: .aligned), "equation": Environment(columns: .aligned),
        "gather": Environment(columns: .gathered), "gathered": Environment(columns: .gathered),
        "multline": Environment(columns: .gathered), "displaymath": Environment(columns: .aligned),
        "math": Environment(columns: .aligned),
    ]

    /// What stands between `\begin{name}` and `\end{name}`.
    mutating func environment() throws(TeXMath.Failure) -> [UInt8] {
        let name = try environmentName()
        let plain = name.hasSuffix("*") ? String(name.dropLast()) : name
        guard let environment = Self.environments[plain] else { throw .unknownCommand(name) }
        if ["array", "subarray", "alignat", "alignedat"].contains(plain) {
            if next == .character("[") { _ = try option() }
            _ = try columnsArgument()
        }
        let content = try table(environment.columns, until: .environment)
        guard take(.command("end")), try environmentName() == name else { throw .malformed }
        guard !environment.left.isEmpty || !environment.right.isEmpty else { return content }
        return MathMarkup.element(
            "mrow",
            MathMarkup.stretchyFence(environment.left),
            content,
            MathMarkup.stretchyFence(environment.right)
        )
    }

    private mutating func environmentName() throws(TeXMath.Failure) -> String {
        try word()
    }

    /// The columns of an array, which may hold braces; how they stand is not looked at.
    private mutating func columnsArgument() throws(TeXMath.Failure) -> Int {
        skipSpaces()
        guard take(.open) else { throw .malformed }
        var depth = 0
        var count = 0
        while let token = take() {
            switch token {
            case .open: depth += 1
            case .close where depth == 0: return count
            case .close: depth -= 1
            default: count += 1
            }
        }
        throw .malformed
    }

    /// Cells up to an end that is not taken; one alone is no table.
    mutating func table(
        _ columns: Columns,
        until end: End
    ) throws(TeXMath.Failure) -> [UInt8] {
        var rows: [[[UInt8]]] = [[]]
        while true {
            let cell = try items(until: end)
            rows[rows.count - 1].append(cell)
            if take(.alignment) { continue }
            guard take(.command("\\")) || take(.command("cr")) else { break }
            skipSpaces()
            if next == .character("[") { _ = try option() }
            rows.append([])
        }
        if let last = rows.last, rows.count > 1, last.allSatisfy(\.isEmpty) { rows.removeLast() }
        if rows.count == 1, rows[0].count == 1 { return MathMarkup.element("mrow", rows[0][0]) }
        let body = rows.map { row in
            let cells = row.enumerated().flatMap { index, cell in
                MathMarkup.element("mtd", cell, attributes: columns.attributes(ofColumn: index))
            }
            return MathMarkup.element("mtr", cells)
        }
        return MathMarkup.element("mtable", body.flatMap { $0 }, attributes: columns.attributes)
    }
}

extension TeXParser.Columns {
    fileprivate var attributes: String {
        switch self {
        case .array: ""
        case .aligned: " displaystyle=\"true\" class=\"aligned\""
        case .cases: " class=\"cases\""
        case .gathered: " displaystyle=\"true\""
        }
    }

    fileprivate func attributes(ofColumn index: Int) -> String {
        switch self {
        case .array, .gathered: ""
        case .aligned: index.isMultiple(of: 2) ? " class=\"right\"" : " class=\"left\""
        case .cases: " class=\"left\""
        }
    }
}
