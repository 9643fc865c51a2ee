import NotebookModel

/// What a page does with the parts of a cell or an output that their author marked as hidden.
struct HTMLHiddenParts {
    private var omitted: Set<HiddenParts.Part> = []
    private var folded: Set<HiddenParts.Part> = []

    /// Reads what JupyterLab sets for a cell, and tags.
    init(of cell: Cell, _ policy: HTMLExporter.HiddenPartPolicy) {
        self.init(HiddenParts(of: cell), policy)
    }

    /// Reads the tags of an output, to which those for outputs apply.
    init(metadata: JSONObject, _ policy: HTMLExporter.HiddenPartPolicy) {
        self.init(HiddenParts(ofOutput: metadata), policy)
    }

    private init(_ marks: HiddenParts, _ policy: HTMLExporter.HiddenPartPolicy) {
        guard policy != .shown else { return }
        omitted = marks.omitted
        for part in marks.collapsed { hide(part, policy) }
    }

    /// The words above a part that is folded, empty if it is shown, `nil` if it is left out.
    func summary(_ part: HiddenParts.Part) -> String? {
        if omitted.contains(part) { return nil }
        guard folded.contains(part) else { return "" }
        return switch part {
        case .cell: "Cell"
        case .source: "Source"
        case .outputs: "Output"
        }
    }

    private mutating func hide(_ part: HiddenParts.Part, _ policy: HTMLExporter.HiddenPartPolicy) {
        switch policy {
        case .omitted: omitted.insert(part)
        case .collapsed: folded.insert(part)
        case .shown: break
        }
    }
}
