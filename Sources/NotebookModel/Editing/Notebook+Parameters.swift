extension Notebook {
    /// Gives values to a notebook's variables, as papermill (2.7, `parameterize_notebook`) does.
    ///
    /// A code cell with the tag `injected-parameters` assigns them. It takes the place of an
    /// earlier such cell; else it stands after the first cell with the tag `parameters`, which
    /// holds the defaults; else at the top. The values are also noted as `papermill.parameters` in
    /// the notebook's metadata, numbers that JSON lacks as texts: `"NaN"`, `"Infinity"`,
    /// `"-Infinity"`.
    ///
    /// ```swift
    /// let tuned = try notebook.injecting(parameters: ["rate": 0.1, "layers": [64, 64]])
    /// ```
    ///
    /// - Parameter parameters: The values by name, in the order in which they are assigned; `NaN`
    ///   and `Infinity` become `float('nan')` and `float('inf')`.
    /// - Returns: The notebook with the cell.
    /// - Throws: `NotebookParameterError` that names the first parameter that is no variable.
    public func injecting(parameters: JSONObject) throws(NotebookParameterError) -> Notebook {
        var source = "# Parameters\n"
        for (name, value) in parameters.members.lazy.map({ ($0.key, $0.value) }) {
            guard PythonName.isIdentifier(name) else { throw .notIdentifier(name) }
            guard !PythonName.isReserved(name) else { throw .reserved(name) }
            source += "\(name) = \(PythonLiteral.source(value))\n"
        }
        let tag = "injected-parameters"
        var notebook = self
        var new = Cell.code(source, metadata: ["tags": [.string(tag)]])
        if let old = cells.firstIndex(where: { $0.tags.contains(tag) }) {
            new.id = cells[old].id
            notebook.cells[old] = new
        } else {
            let defaults = cells.firstIndex { $0.tags.contains("parameters") }
            notebook.insert(new, at: defaults.map { $0 + 1 } ?? 0)
        }
        var note = metadata["papermill"]?.objectValue ?? [:]
        note["parameters"] = .object(JSONObject(parameters.map { ($0.key, $0.value.writable) }))
        notebook.metadata["papermill"] = .object(note)
        return notebook
    }

    /// Inserts a cell, with an id if the format has them.
    private mutating func insert(_ cell: Cell, at index: Int) {
        // It has no id that could be taken.
        guard let new = try? identified([cell]) else { return }
        cells.insert(contentsOf: new, at: index)
    }
}

extension JSONValue {
    /// The value with texts for the numbers that JSON lacks.
    fileprivate var writable: JSONValue {
        switch self {
        case .number(let number) where !number.isJSON: .string(number.lexeme)
        case .array(let elements): .array(elements.map(\.writable))
        case .object(let object): .object(JSONObject(object.map { ($0.key, $0.value.writable) }))
        case .null, .bool, .number, .string: self
        }
    }
}
