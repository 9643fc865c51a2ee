import NotebookModel

/// The values that `--parameter` gives to a notebook's variables.
struct NotebookParameters: Sendable {
    private var values: JSONObject = [:]

    /// As Python writes what JSON has too.
    private static let constants: [Substring: JSONValue] = [
        "True": true, "False": false, "None": .null,
    ]

    /// Reads `NAME=VALUE`: the value is JSON, Python's `True`, `False` or `None`, else text.
    ///
    /// - Throws: ``CommandError`` if one has no value, or is given twice.
    init(_ arguments: Arguments) throws(CommandError) {
        for entry in arguments.all("parameter") {
            guard let equals = entry.firstIndex(of: "=") else {
                throw .usage(
                    "--parameter '\(entry.escapingControls)' has no value; give NAME=VALUE"
                )
            }
            let name = String(entry[..<equals])
            let text = entry[entry.index(after: equals)...]
            guard values[name] == nil else {
                throw .usage("--parameter '\(name.escapingControls)' is given twice; give it once")
            }
            values[name] =
                Self.constants[text] ?? (try? JSONValue(parsing: Array(text.utf8)))
                ?? .string(String(text))
        }
    }

    /// - Throws: ``CommandError`` if one is no variable of Python's.
    func inject(into notebook: Notebook) throws(CommandError) -> Notebook {
        guard !values.isEmpty else { return notebook }
        do {
            return try notebook.injecting(parameters: values)
        } catch {
            throw .usage("--parameter: \(error)")
        }
    }
}
