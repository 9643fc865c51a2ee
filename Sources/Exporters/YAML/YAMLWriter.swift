internal import NotebookModel

/// Writes YAML as Python's `yaml.safe_dump` does with `default_flow_style=False`.
///
/// Collections stand in block style, two spaces a level, lists of a mapping not indented. A scalar
/// is plain if it can be, else in single quotes, else in double quotes; lines are folded behind
/// column 80. The text is ASCII.
struct YAMLWriter {
    /// Tells whether the members of mappings are sorted by the code points of their keys.
    var sortsKeys = true

    /// The text of a value, a line feed at its end.
    func bytes(for value: JSONValue) -> [UInt8] {
        var emitter = YAMLEmitter(sortsKeys: sortsKeys)
        emitter.document(value)
        return emitter.output
    }
}
