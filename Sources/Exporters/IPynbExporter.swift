public import NotebookModel

/// Writes a notebook as Jupyter does, as nbformat 4 JSON.
public struct IPynbExporter: NotebookExporter, Hashable {
    /// Tells whether outputs and the numbers of runs are left out, false by default.
    public var clearsOutputs: Bool
    /// The members that are left out of the metadata of cells, for example `execution`; none by
    /// default.
    public var removedCellMetadata: Set<String>
    /// Tells whether cells without id get one, which raises the format to 4.5; false by default.
    public var addsMissingIDs: Bool

    /// Makes an exporter that changes nothing by default.
    public init(
        clearsOutputs: Bool = false,
        removedCellMetadata: Set<String> = [],
        addsMissingIDs: Bool = false
    ) {
        self.clearsOutputs = clearsOutputs
        self.removedCellMetadata = removedCellMetadata
        self.addsMissingIDs = addsMissingIDs
    }

    /// Writes a notebook.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The file, with no resources.
    public func export(_ notebook: Notebook) -> ExportedDocument {
        var notebook = notebook
        for index in notebook.cells.indices {
            if clearsOutputs {
                notebook.cells[index].outputs = []
                notebook.cells[index].executionCount = nil
            }
            if !removedCellMetadata.isEmpty {
                notebook.cells[index].metadata.members.removeAll {
                    removedCellMetadata.contains($0.key)
                }
            }
        }
        if addsMissingIDs { notebook.addMissingIDs() }
        return ExportedDocument(
            bytes: notebook.jsonBytes(),
            mediaType: "application/x-ipynb+json",
            fileExtension: "ipynb"
        )
    }
}
