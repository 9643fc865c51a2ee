import SandboxCore
import Exporters
import NotebookModel

/// `export`: a notebook in another format.
enum ExportCommand {
    private static let formats = ["ipynb", "markdown"]

    static let syntax = CommandSyntax(
        name: "export",
        usage: ["export INPUT --to FORMAT [-o OUT]"],
        summary: """
            Writes a notebook (.ipynb) or a percent script (.py) in another format: ipynb or markdown.
            Pictures of a Markdown document go to OUT's NAME_files/, or on standard output into the document.
            """,
        options: [
            Option("to", value: "FORMAT", help: "ipynb or markdown"),
            Option("output", "o", value: "OUT", help: "where to; - is stdout, the default"),
        ],
        operands: 1
    )

    static func run(_ arguments: Arguments) throws(CommandError) -> ExitCode {
        guard let input = arguments.operands.first else {
            throw .usage("nothing to export; give a notebook or a script")
        }
        guard let format = arguments["to"] else {
            throw .usage("no format is given; say --to ipynb or --to markdown")
        }
        guard formats.contains(format) else {
            throw .usage(
                "there is no format '\(format.escapingControls)'; there are: \(formats.joined(separator: ", "))"
            )
        }
        let notebook = try InputDocument.read(input)
        let output = try OutputFile(arguments["output"] ?? "-")
        defer { output.discard() }
        let document = exporter(format, output).export(notebook)
        let directory = output.path.directoryPath
        for resource in document.resources {
            let path = "\(directory)/\(resource.path)"
            guard Files.makeDirectories(path.directoryPath) else {
                throw .usage(
                    "the directory '\(path.directoryPath.escapingControls)' can't be made: \(System.lastError); give another -o"
                )
            }
            try OutputFile(path).finish(resource.bytes)
        }
        try output.finish(document.bytes)
        return .success
    }

    private static func exporter(_ format: String, _ output: OutputFile) -> any NotebookExporter {
        guard format == "markdown" else { return IPynbExporter() }
        if output.isStandardOutput { return MarkdownExporter(resources: .dataURIs) }
        return MarkdownExporter(documentName: output.path.lastPathComponent.withoutExtension)
    }
}
