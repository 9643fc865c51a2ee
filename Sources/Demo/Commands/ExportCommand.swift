import SandboxCore

/// `export`: a notebook in another format, or all those of a folder.
enum ExportCommand {
    static let syntax = CommandSyntax(
        name: "export",
        usage: ["export INPUT --to FORMAT [-o OUT] [options]"],
        summary: """
            Writes a notebook (.ipynb), a script (.py: percent form or nbconvert's), standard input (-) or
            all notebooks of a folder in another format. Pictures of a Markdown document go to OUT's
            NAME_files/, or on standard output into the document. What a document does not show is said
            on standard error.
            """,
        options: ExportOptions.syntax,
        operands: 1,
        notes: """
            Formats: ipynb; py, the percent form (# %%), which Jupytext, VS Code and Spyder read; script, as
            nbconvert writes it; plain, nothing but code and comments; markdown; html, one page without
            scripts or network. py, script and ipynb can be read back.
            """
    )

    static func run(_ arguments: Arguments) throws(CommandError) -> ExitCode {
        guard let input = arguments.operands.first else {
            throw .usage("nothing to export; give a notebook or a script")
        }
        let export = Export(options: try ExportOptions(arguments))
        let output = arguments["output"] ?? "-"
        guard input != "-", Files.isDirectory(input) else {
            try export.run(input, to: output == "-" ? .standardOutput : .file(output))
            return .success
        }
        guard output != "-" else {
            throw .usage("a folder's notebooks need a folder to go to; give -o")
        }
        return try FolderExport.run(input, to: output, export)
    }
}
