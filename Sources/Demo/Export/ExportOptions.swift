import Exporters
import NotebookModel
import SandboxCore

/// What a call of `export` asks for.
struct ExportOptions {
    private enum Images: String {
        case keep, drop, embed, files
    }

    static let syntax = [
        Option("to", value: "FORMAT", help: ExportFormat.names),
        Option(
            "output",
            "o",
            value: "OUT",
            help: "where to: a file, or a folder for a folder; - is stdout, the default"
        ),
        Option(
            "compatible",
            help: "py, script, markdown: byte for byte as jupytext and nbconvert write it"
        ),
        Option(
            "images",
            value: "HOW",
            help: "markdown: files or embed; ipynb: keep, drop or embed; html: embed or keep"
        ),
        Option("clear-outputs", help: "ipynb: without outputs and the numbers of runs"),
        Option("strip-metadata", help: "ipynb: without the traces of runs and editors"),
        Option("nbformat", value: "4.N", help: "ipynb: in this version of the format"),
        Option("front-matter", help: "markdown: title, language and kernel as YAML on top"),
        Option("show-hidden", help: "markdown, html: also what is folded or tagged as removed"),
        Option("collapse", value: "LINES", help: "markdown: fold longer outputs"),
        Option("keep-magics", help: "script: magics as calls of IPython, not as comments"),
    ]

    let format: ExportFormat
    private let isCompatible: Bool
    private let images: Images?
    private let version: NotebookVersion?
    private let collapsedLines: Int?
    private let arguments: Arguments

    /// Reads the options.
    ///
    /// - Throws: ``CommandError`` that names what is missing, wrong or of another format.
    init(_ arguments: Arguments) throws(CommandError) {
        guard let name = arguments["to"] else {
            throw .usage("no format is given; say --to and one of: \(ExportFormat.names)")
        }
        guard let format = ExportFormat(rawValue: name) else {
            throw .usage(
                "there is no format '\(name.escapingControls)'; there are: \(ExportFormat.names)"
            )
        }
        for option in Self.syntax.dropFirst(2) where arguments.has(option.name) {
            guard format.options.contains(option.name) else {
                throw .usage("--\(option.name) means nothing to \(name); leave it out")
            }
        }
        self.format = format
        self.arguments = arguments
        isCompatible = arguments.has("compatible")
        images = try Self.images(arguments["images"], of: format)
        version = try arguments["nbformat"].map { text throws(CommandError) in
            let minor = text.hasPrefix("4.") ? Int(text.dropFirst(2)) : nil
            guard let version = minor.flatMap(NotebookVersion.init(rawValue:)) else {
                throw .usage(
                    "--nbformat '\(text.escapingControls)' is none of the versions 4.0 to 4.5"
                )
            }
            return version
        }
        collapsedLines = try arguments["collapse"].map { text throws(CommandError) in
            guard let lines = Int(text), lines > 0 else {
                throw .usage("--collapse '\(text.escapingControls)' is no number of lines, say 30")
            }
            return lines
        }
    }

    private static func images(
        _ text: String?,
        of format: ExportFormat
    ) throws(CommandError) -> Images? {
        guard let text else { return nil }
        let choices: [Images] =
            switch format {
            case .markdown: [.files, .embed]
            case .html: [.embed, .keep]
            default: [.keep, .drop, .embed]
            }
        guard let choice = choices.first(where: { $0.rawValue == text }) else {
            let names = choices.map(\.rawValue).joined(separator: ", ")
            throw .usage("--images '\(text.escapingControls)' is none of: \(names)")
        }
        return choice
    }

    /// The exporter for a notebook.
    ///
    /// - Parameters:
    ///   - notebook: The notebook.
    ///   - input: Where it comes from; images are looked for beside it.
    ///   - destination: Where the document goes.
    /// - Returns: The exporter with its options set.
    /// - Throws: ``CommandError`` if an image that is to be embedded can't be read.
    func exporter(
        of notebook: Notebook,
        at input: String,
        to destination: ExportDestination
    ) throws(CommandError) -> any NotebookExporter {
        switch format {
        case .ipynb:
            IPynbExporter(
                clearsOutputs: arguments.has("clear-outputs"),
                stripsTransientMetadata: arguments.has("strip-metadata"),
                images: try ipynbImages(of: notebook, at: input),
                version: version
            )
        case .py: PercentExporter(mode: mode)
        case .script:
            ScriptExporter(mode: mode, magics: arguments.has("keep-magics") ? .calls : .comments)
        case .plain: PlainExporter()
        case .markdown:
            MarkdownExporter(
                mode: mode,
                documentName: destination.name,
                resources: embedsMarkdownImages(destination) ? .dataURIs : .files,
                hidesMarkedParts: !arguments.has("show-hidden"),
                collapsedOutputLines: collapsedLines,
                hasFrontMatter: arguments.has("front-matter")
            )
        case .html:
            HTMLExporter(
                hiddenParts: arguments.has("show-hidden") ? .shown : .collapsed,
                images: embedsPageImages(input)
                    ? try LocalImages.read(of: notebook, at: input) : [:]
            )
        }
    }

    private var mode: ExportMode { isCompatible ? .compatible : .better }

    /// On standard output there is no place for files; nbconvert then only refers to them.
    private func embedsMarkdownImages(_ destination: ExportDestination) -> Bool {
        images.map { $0 == .embed } ?? (destination.isStandardOutput && !isCompatible)
    }

    /// What comes through a pipe has no folder, and gets images of the working directory only if asked.
    private func embedsPageImages(_ input: String) -> Bool {
        images.map { $0 == .embed } ?? (input != "-")
    }

    private func ipynbImages(
        of notebook: Notebook,
        at input: String
    ) throws(CommandError) -> IPynbExporter.Images {
        switch images {
        case .drop: .dropped
        case .embed: .embedded(try LocalImages.read(of: notebook, at: input))
        case .keep, .files, nil: .kept
        }
    }
}
