public import NotebookModel

/// Writes a notebook as Markdown (CommonMark).
///
/// Code and text outputs stand in fences longer than any run of backticks inside, images and
/// attached files become resources, exactly one blank line stands between two blocks. Text outputs
/// are shown as a terminal would leave them: no escape sequences, `\r` and `\b` applied, adjacent
/// pieces of one stream joined.
///
/// Each cell means in the document what it means by itself: a fence, comment, `<script>` or `<pre>`
/// that one leaves open is closed, and an empty comment stands between cells that would grow
/// together. HTML outputs are one block each. Only the definitions of links reach beyond their cell.
///
/// The compatible form is that of `nbconvert --to markdown`, with the same files. Of the options only
/// the names and ``allowsHTML`` count for it.
///
/// - Important: Markdown cells, `text/html`, `text/markdown` and `text/latex` outputs pass as they
///   are. If the notebook comes from untrusted code, render the document without raw HTML or
///   sanitize the result; ``allowsHTML`` leaves HTML outputs and raw HTML cells out, not HTML
///   within Markdown.
public struct MarkdownExporter: NotebookExporter, Hashable {
    /// How the document is written, the better way by default.
    public var mode: ExportMode
    /// The name of the document without extension, `notebook` by default; names the resources.
    ///
    /// Characters that don't belong in file names are replaced; in compatible documents only what
    /// stands behind the last `/` counts.
    public var documentName: String
    /// Where the images and attached files go, into files by default.
    public var resources: ResourcePlacement
    /// The folder of the files, relative to the document, `nil` for `NAME_files` as by default.
    ///
    /// An empty path puts them beside the document. What would lead out of its folder is dropped.
    public var resourceFolder: String?
    /// Tells whether HTML outputs and raw HTML cells are passed on, true by default.
    ///
    /// Without them an output is shown in its next best type.
    public var allowsHTML: Bool
    /// Tells whether marks that hide parts are followed, true by default.
    ///
    /// Parts with the tags `remove-cell`, `remove-input` and `remove-output`, also with an
    /// underscore, are left out; the last may be a tag of a single output. Those that were folded
    /// in JupyterLab (`jupyter.source_hidden` and `jupyter.outputs_hidden` in the metadata) or have
    /// the tags `hide-cell`, `hide-input` and `hide-output` stand in `<details>`.
    public var hidesMarkedParts: Bool
    /// The number of lines above which a text output is collapsed, `nil` for never, as by default.
    ///
    /// It then stands in `<details>` under the number of its lines.
    public var collapsedOutputLines: Int?
    /// Tells whether the document starts with front matter in YAML, false by default.
    ///
    /// It holds the title (`metadata.title` or the heading at the notebook's start), the authors
    /// and the kernel with its language. A notebook that has front matter in a raw cell at its
    /// start keeps that.
    public var hasFrontMatter: Bool

    /// Makes an exporter.
    public init(
        mode: ExportMode = .better,
        documentName: String = "notebook",
        resources: ResourcePlacement = .files,
        resourceFolder: String? = nil,
        allowsHTML: Bool = true,
        hidesMarkedParts: Bool = true,
        collapsedOutputLines: Int? = nil,
        hasFrontMatter: Bool = false
    ) {
        self.mode = mode
        self.documentName = documentName
        self.resources = resources
        self.resourceFolder = resourceFolder
        self.allowsHTML = allowsHTML
        self.hidesMarkedParts = hidesMarkedParts
        self.collapsedOutputLines = collapsedOutputLines
        self.hasFrontMatter = hasFrontMatter
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
        if mode == .compatible {
            var writer = CompatibleMarkdown(options: self, notebook: notebook)
            for (index, cell) in notebook.cells.enumerated() {
                writer.add(cell, at: index)
                for part in writer.takeParts() { try receive(part) }
            }
            return
        }
        var builder = MarkdownBuilder(options: self, language: notebook.language)
        if hasFrontMatter, let block = FrontMatter.block(for: notebook) {
            builder.output.addBlock(block)
            for part in builder.takeParts() { try receive(part) }
        }
        for (index, cell) in notebook.cells.enumerated() {
            builder.add(cell, at: index)
            for part in builder.takeParts() { try receive(part) }
        }
    }
}
