public import NotebookModel

/// Writes a notebook as one HTML page that needs nothing else.
///
/// Styles and images are inside, nothing is loaded from anywhere and no script is in the page, so it
/// looks the same offline, in a mail and in ten years. It follows the reader's light or dark scheme
/// and is made for screens of all widths and for paper.
///
/// Opening the page never runs anything that the notebook brings. HTML in Markdown cells and in
/// outputs passes an allow-list of elements, attributes and style properties and is written anew;
/// outputs in HTML that lost something by that or that have style sheets are shut in sandboxed
/// frames as well, with a height that is a guess and that readers can change; SVG stands in `img`
/// elements, in which browsers run and load nothing; pictures on the network become links. Content
/// security policies in the page and the frames forbid the same once more. What was taken away is
/// said in warnings.
///
/// Output is shown as a terminal would leave it, with its colours; adjacent pieces of one stream
/// are joined.
public struct HTMLExporter: NotebookExporter, Hashable {
    /// What becomes of parts marked as hidden.
    ///
    /// These are `jupyter.source_hidden` and `jupyter.outputs_hidden` in the metadata of cells, and
    /// the tags `hide-cell`, `hide-input` and `hide-output`, also with an underscore. Parts tagged
    /// `remove-cell`, `remove-input` or `remove-output` are left out unless all is shown.
    public enum HiddenPartPolicy: Sendable, Hashable {
        /// They are left out.
        case omitted
        /// They are folded; a click shows them.
        case collapsed
        /// They are shown as all others.
        case shown
    }

    /// The colours of the page.
    public enum ColorScheme: String, Sendable, Hashable {
        /// Those that the reader's system has.
        case automatic
        /// Dark text on a light ground.
        case light
        /// Light text on a dark ground.
        case dark
    }

    /// The title of the page; by default that of the notebook's metadata, else its first heading.
    public var title: String?
    /// The language that the notebook's text is written in, as a BCP 47 tag; `en` by default.
    public var textLanguage: String
    /// What becomes of parts marked as hidden; they are folded by default.
    public var hiddenParts: HiddenPartPolicy
    /// Tells whether the source of code cells is shown, true by default.
    ///
    /// Without it the page is a report: text and results.
    public var showsCode: Bool
    /// Tells whether the numbers of runs are shown beside the cells, true by default.
    public var showsPrompts: Bool
    /// The colours of the page, those of the reader's system by default.
    public var colorScheme: ColorScheme
    /// The image files that Markdown cells refer to, by the paths that
    /// ``ImageReferences/paths(in:)`` tells; none by default.
    ///
    /// They are put into the page; others become links to files that may not be there where the page
    /// is read.
    public var images: [String: [UInt8]]

    /// Makes an exporter.
    public init(
        title: String? = nil,
        textLanguage: String = "en",
        hiddenParts: HiddenPartPolicy = .collapsed,
        showsCode: Bool = true,
        showsPrompts: Bool = true,
        colorScheme: ColorScheme = .automatic,
        images: [String: [UInt8]] = [:]
    ) {
        self.title = title
        self.textLanguage = textLanguage
        self.hiddenParts = hiddenParts
        self.showsCode = showsCode
        self.showsPrompts = showsPrompts
        self.colorScheme = colorScheme
        self.images = images
    }

    /// The type of HTML pages.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: The MIME type and the end of the file's name.
    public func documentType(of notebook: Notebook) -> DocumentType {
        DocumentType(mediaType: "text/html", fileExtension: "html")
    }

    /// Writes a page cell by cell; it has no resources.
    ///
    /// - Parameters:
    ///   - notebook: The notebook; its outputs may come from untrusted code.
    ///   - receive: Takes the pieces in order; what it throws ends the export.
    /// - Throws: What `receive` throws, nothing else.
    public func export<Failure: Error>(
        _ notebook: Notebook,
        to receive: (ExportPart) throws(Failure) -> Void
    ) throws(Failure) {
        let page = HTMLPage(options: self, notebook: notebook)
        try receive(.bytes(page.head))
        var notebook = notebook
        for warning in EmbeddedImages.embed(images, in: &notebook) {
            try receive(.warning(warning))
        }
        var builder = HTMLBuilder(options: self, language: notebook.language)
        for (index, cell) in notebook.cells.enumerated() {
            builder.add(cell, at: index)
            for part in builder.takeParts() { try receive(part) }
        }
        try receive(.bytes(page.end))
    }
}
