import NotebookModel

/// The metadata that say how a notebook was last edited, shown and run, not what it is.
enum TransientMetadata {
    /// Those of a notebook: nbstripout's own (0.8), and what nbformat says is not for files.
    private static let notebookKeys: Set<String> = [
        "signature", "widgets", "orig_nbformat", "orig_nbformat_minor",
    ]

    /// Those of a cell: nbstripout's own (0.8), nbformat's `trusted`, and those of Colab's runs.
    private static let cellKeys: Set<String> = [
        "collapsed", "ExecuteTime", "execution", "heading_collapsed", "hidden", "scrolled",
        "trusted", "executionInfo", "outputId",
    ]

    /// Removes them.
    static func remove(from notebook: inout Notebook) {
        remove(notebookKeys, from: &notebook.metadata)
        for index in notebook.cells.indices {
            remove(cellKeys, from: &notebook.cells[index].metadata)
            var outputs = notebook.cells[index].outputs
            guard outputs.contains(where: { $0.otherMembers["transient"] != nil }) else { continue }
            for position in outputs.indices { outputs[position].otherMembers["transient"] = nil }
            notebook.cells[index].outputs = outputs
        }
    }

    private static func remove(_ keys: Set<String>, from object: inout JSONObject) {
        guard object.contains(where: { keys.contains($0.key) }) else { return }
        object.members.removeAll { keys.contains($0.key) }
    }
}
