internal import NotebookModel

/// The parts of a cell or an output that their author marked as hidden.
struct HiddenParts {
    /// Parts to be left out.
    var omitted: Set<Part> = []
    /// Parts to be shown when the reader asks for them.
    var collapsed: Set<Part> = []

    /// What can be hidden.
    enum Part {
        case cell, source, outputs
    }

    init() {}

    /// Reads the metadata of a cell: what JupyterLab sets, and tags as Jupyter Book has them.
    init(of cell: Cell) {
        let jupyter = cell.metadata["jupyter"]
        if jupyter?["source_hidden"]?.boolValue == true { collapsed.insert(.source) }
        if jupyter?["outputs_hidden"]?.boolValue == true { collapsed.insert(.outputs) }
        for tag in cell.tags { add(tag) }
    }

    /// Reads the tags of an output, to which those for outputs apply.
    init(ofOutput metadata: JSONObject) {
        for tag in metadata["tags"]?.arrayValue ?? [] { add(tag.stringValue ?? "") }
    }

    private mutating func add(_ tag: String) {
        switch tag {
        case "remove-cell", "remove_cell": omitted.insert(.cell)
        case "remove-input", "remove_input": omitted.insert(.source)
        case "remove-output", "remove_output": omitted.insert(.outputs)
        case "hide-cell", "hide_cell": collapsed.insert(.cell)
        case "hide-input", "hide_input": collapsed.insert(.source)
        case "hide-output", "hide_output": collapsed.insert(.outputs)
        default: break
        }
    }
}
