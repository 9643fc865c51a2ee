public import NotebookModel

/// Writes a notebook as Jupyter does, as nbformat 4 JSON.
///
/// What the options leave alone keeps the layout of the file that the notebook was read from.
public struct IPynbExporter: NotebookExporter, Hashable {
    /// What becomes of images.
    public enum Images: Sendable, Hashable {
        /// They stay where they are.
        case kept
        /// Those of outputs and attachments are left out, and outputs that were nothing else.
        ///
        /// The text of an output beside its image stays.
        case dropped
        /// Those that Markdown cells refer to by these paths become attachments, so that the
        /// notebook needs no other files; the paths are those of
        /// ``ImageReferences/paths(in:)``.
        case embedded([String: [UInt8]])
    }

    /// Tells whether outputs and the numbers of runs are left out, false by default.
    public var clearsOutputs: Bool
    /// Tells whether the traces of editors and runs are left out, false by default.
    ///
    /// Times of runs, what is folded or scrolled, signatures and the like: the members that
    /// nbstripout removes unless told otherwise, those of Colab's runs, and `transient`.
    public var stripsTransientMetadata: Bool
    /// The members that are left out of the metadata of cells, for example `tags`; none by default.
    public var removedCellMetadata: Set<String>
    /// What becomes of images; they are kept by default.
    public var images: Images
    /// The minor version that is written; by default that of the notebook.
    ///
    /// What a version has no place for is left out with a warning; cells get ids for 4.5.
    public var version: NotebookVersion?

    /// Makes an exporter that changes nothing by default.
    public init(
        clearsOutputs: Bool = false,
        stripsTransientMetadata: Bool = false,
        removedCellMetadata: Set<String> = [],
        images: Images = .kept,
        version: NotebookVersion? = nil
    ) {
        self.clearsOutputs = clearsOutputs
        self.stripsTransientMetadata = stripsTransientMetadata
        self.removedCellMetadata = removedCellMetadata
        self.images = images
        self.version = version
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
    ///   - receive: Takes the file and the warnings.
    /// - Throws: What `receive` throws, nothing else.
    public func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        var notebook = notebook
        if clearsOutputs { notebook.clearOutputs() }
        if stripsTransientMetadata { TransientMetadata.remove(from: &notebook) }
        removeCellMetadata(from: &notebook)
        switch images {
        case .kept: break
        case .dropped: DroppedImages.drop(from: &notebook)
        case .embedded(let files):
            for warning in EmbeddedImages.embed(files, in: &notebook) {
                try receive(.warning(warning))
            }
        }
        if let version {
            var removedIDs = 0
            for loss in notebook.convert(to: version) {
                if case .id = loss {
                    removedIDs += 1
                } else {
                    try receive(.warning(ExportWarning(loss)))
                }
            }
            if removedIDs > 0 {
                try receive(.warning(ExportWarning(.removedIDs(count: removedIDs))))
            }
        }
        try receive(.bytes(notebook.jsonBytes()))
    }

    private func removeCellMetadata(from notebook: inout Notebook) {
        guard !removedCellMetadata.isEmpty else { return }
        for index in notebook.cells.indices {
            notebook.cells[index].metadata.members.removeAll {
                removedCellMetadata.contains($0.key)
            }
        }
    }
}

extension ExportWarning {
    /// Makes a warning of what a version of the format has no place for.
    fileprivate init(_ loss: ConversionLoss) {
        switch loss {
        case .cell(let cell, let index): self.init(.unknownCell(type: cell.type), cell: index)
        case .output(let output, let index, let cell):
            self.init(.unknownOutput(type: output.type), cell: cell, output: index)
        case .id, .member: self.init(.conversionLoss(loss))
        }
    }
}
