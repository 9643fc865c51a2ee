public import NotebookModel

/// Writes a notebook as Markdown (CommonMark).
///
/// Code and text outputs stand in fences longer than any run of backticks inside, images and
/// attached files become resources, exactly one blank line stands between two blocks. Text outputs
/// are shown as a terminal would leave them: no escape sequences, `\r` and `\b` applied, adjacent
/// pieces of one stream joined.
///
/// - Important: Markdown cells, `text/html`, `text/markdown` and `text/latex` outputs pass as they
///   are. If the notebook comes from untrusted code, render the document without raw HTML or
///   sanitize the result; ``allowsHTML`` leaves HTML outputs and raw HTML cells out, not HTML
///   within Markdown.
public struct MarkdownExporter: NotebookExporter, Hashable {
    /// Where the images and attached files go.
    public enum ResourcePlacement: Sendable, Hashable {
        /// Into files in the folder `NAME_files` beside the document.
        case files
        /// Into the document itself, as data URIs.
        case dataURIs
    }

    /// The name of the document without extension, `notebook` by default; names the resources.
    ///
    /// Characters that don't belong in file names are replaced.
    public var documentName: String
    /// Where the images and attached files go, into files by default.
    public var resources: ResourcePlacement
    /// Tells whether HTML outputs and raw HTML cells are passed on, true by default.
    ///
    /// Without them an output is shown in its next best type.
    public var allowsHTML: Bool
    /// Tells whether parts marked as hidden are left out, true by default.
    ///
    /// These are `jupyter.source_hidden` and `jupyter.outputs_hidden` in the metadata of cells, and
    /// the tags `remove-cell`, `remove-input` and `remove-output`, also with an underscore.
    public var omitsHiddenParts: Bool

    /// Makes an exporter.
    public init(
        documentName: String = "notebook",
        resources: ResourcePlacement = .files,
        allowsHTML: Bool = true,
        omitsHiddenParts: Bool = true
    ) {
        self.documentName = documentName
        self.resources = resources
        self.allowsHTML = allowsHTML
        self.omitsHiddenParts = omitsHiddenParts
    }

    /// The type of Markdown documents.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name.
    public func documentType(of notebook: Notebook) -> DocumentType {
        DocumentType(mediaType: "text/markdown", fileExtension: "md")
    }

    /// Writes a notebook cell by cell, with the images and attached files.
    ///
    /// - Parameters:
    ///   - notebook: The notebook; its outputs may come from untrusted code.
    ///   - receive: Takes the pieces in order; what it throws ends the export.
    /// - Throws: What `receive` throws, nothing else.
    public func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        var builder = MarkdownBuilder(options: self, language: notebook.language)
        for (index, cell) in notebook.cells.enumerated() {
            builder.add(cell, at: index)
            for part in builder.takeParts() { try receive(part) }
        }
    }
}
