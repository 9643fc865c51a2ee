import NotebookModel

/// The parts of a cell that its author marked as hidden.
struct HiddenParts {
    var cell = false
    var source = false
    var outputs = false

    init() {}

    init(of cell: Cell) {
        let jupyter = cell.metadata["jupyter"]
        source = jupyter?["source_hidden"]?.boolValue ?? false
        outputs = jupyter?["outputs_hidden"]?.boolValue ?? false
        for tag in cell.tags {
            switch tag {
            case "remove-cell", "remove_cell": self.cell = true
            case "remove-input", "remove_input": source = true
            case "remove-output", "remove_output": outputs = true
            default: break
            }
        }
    }
}
