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

    /// The type of notebooks.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name.
    public func documentType(of notebook: Notebook) -> DocumentType {
        DocumentType(mediaType: "application/x-ipynb+json", fileExtension: "ipynb")
    }

    /// Writes a notebook, in one piece and with no resources.
    ///
    /// - Parameters:
    ///   - notebook: The notebook.
    ///   - receive: Takes the file.
    /// - Throws: What `receive` throws, nothing else.
    public func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
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
        try receive(.bytes(notebook.jsonBytes()))
    }
}
